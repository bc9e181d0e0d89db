<?xml version="1.0" encoding="UTF-8"?>
<!-- The peer of make bench: a stylesheet that does the procedure's steps in the procedure's way. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" indent="yes" omit-xml-declaration="yes"/>
  <xsl:template match="node()" priority="-1">
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="node()|text()|comment()|processing-instruction()"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="/domain">
    <domain type="kvm">
      <xsl:apply-templates select="*"/>
      <xsl:if test="not(features)">
        <features><acpi/><apic/></features>
      </xsl:if>
    </domain>
  </xsl:template>
  <xsl:template match="/domain/os/type"><type>hvm</type></xsl:template>
  <xsl:template match="/domain/bootloader"/>
  <xsl:template match="/domain/bootloader_args"/>
  <xsl:template match="/domain/os/loader"/>
  <xsl:template match="/domain/devices/emulator"><emulator>/usr/bin/kvm</emulator></xsl:template>
  <xsl:template match="/domain/devices/disk/driver[@name='tap2']">
    <driver name="qemu" type="raw" cache="none">
      <xsl:copy-of select="@*[name()!='type' and name()!='name']"/>
    </driver>
  </xsl:template>
  <xsl:template match="/domain/devices/disk/target[@bus='xen']">
    <target bus="virtio" dev="vd{substring-after(@dev,'xvd')}">
      <xsl:copy-of select="@*[name()!='bus' and name()!='dev']"/>
    </target>
  </xsl:template>
  <xsl:template match="/domain/devices/interface/model[@type='netfront']"><model type="virtio"/></xsl:template>
  <xsl:template match="/domain/devices/interface/script"/>
  <xsl:template match="/domain/devices/console/target[@type='xen']">
    <target type="serial"><xsl:copy-of select="@*[name()!='type']"/></target>
  </xsl:template>
  <xsl:template match="/domain/devices/input[@bus='xen']">
    <input bus="usb">
      <xsl:copy-of select="@*[name()!='bus']"/>
      <xsl:apply-templates select="*"/>
    </input>
  </xsl:template>
</xsl:stylesheet>
