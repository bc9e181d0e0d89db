<?xml version="1.0" encoding="UTF-8"?>
<!-- The seed's steps as a stylesheet does them: the peer of make bench. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>
  <xsl:template match="/domain/@type"><xsl:attribute name="type">kvm</xsl:attribute></xsl:template>
  <xsl:template match="/domain/os/type/text()">hvm</xsl:template>
  <xsl:template match="/domain/bootloader|/domain/bootloader_args|/domain/os/loader"/>
  <xsl:template match="/domain/devices/emulator/text()">/usr/bin/kvm</xsl:template>
  <xsl:template match="/domain/devices/disk/driver[@name='tap2']">
    <driver name="qemu" type="raw" cache="none"/>
  </xsl:template>
  <xsl:template match="/domain/devices/disk/target[@bus='xen']">
    <target bus="virtio" dev="vd{substring-after(@dev,'xvd')}"/>
  </xsl:template>
  <xsl:template match="/domain/devices/interface/script"/>
  <xsl:template match="/domain/devices/console/target/@type[.='xen']">
    <xsl:attribute name="type">serial</xsl:attribute>
  </xsl:template>
  <xsl:template match="/domain/devices/input/@bus[.='xen']">
    <xsl:attribute name="bus">usb</xsl:attribute>
  </xsl:template>
</xsl:stylesheet>
