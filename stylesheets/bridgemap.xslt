<?xml version="1.0" encoding="UTF-8"?>
<!--
  bridgemap.xslt: renames bridges wherever libvirt's XML names them, with nothing but an XSLT 1.0
  processor:

      xsltproc -stringparam src_bridge eth0 -stringparam dst_bridge br0 bridgemap.xslt vm.xml
      xsltproc -stringparam map /etc/libvirt/map.xml bridgemap.xslt vm.xml

  It reads domains of every type, snapshots with both of their domains, checkpoints, the status
  files of libvirtd, and networks.  Several maps are a document of their own, all applied at once:

      <map>
        <bridge in="eth0" out="br0"/>
        <bridge out="br1"/>                  every other bridge of an interface
        <network in="default" out="lan"/>    the same for interfaces on libvirt networks
        <dev in="eth0" out="enp1s0"/>        macvtap interfaces, and what networks forward to
      </map>

  A path in map that is not absolute starts where this stylesheet is.  Everything else stays: the
  other attributes and children of source, too.  Maps by MAC address are bridgemap's alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>

  <xsl:param name="src_bridge" select="'eth0'"/>
  <xsl:param name="dst_bridge" select="'br0'"/>
  <xsl:param name="map"/>

  <!-- an empty path would be this stylesheet, whose root is no map -->
  <xsl:variable name="maps" select="document($map)/map/*"/>

  <!-- all that this stylesheet looks at -->
  <xsl:variable name="attributes" select="' bridge dev name network type '"/>

  <xsl:template match="/">
    <xsl:if test="not(domain or domainsnapshot or domaincheckpoint or domstatus or network)">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the document names no bridges: <xsl:value-of
            select="name(*)"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <!-- libvirt reads an attribute whatever its prefix, XPath only one without -->
    <xsl:if test="//*[namespace-uri() = '']/@*[namespace-uri() != ''
        and contains($attributes, concat(' ', local-name(), ' '))]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">an attribute has a prefix, which only bridgemap reads</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="check-maps"/>
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <!-- A message of the document's text: what a shell would obey where it is pasted becomes _. -->
  <xsl:variable name="live">'"`$;&amp;|&lt;&gt;()*?[]{}~#!^=\&#9;&#10;&#13;</xsl:variable>
  <xsl:template name="stop">
    <xsl:param name="why"/>
    <xsl:message terminate="yes">
      <xsl:text>bridgemap.xslt: </xsl:text>
      <xsl:value-of select="translate(normalize-space($why), $live, '________________________')"/>
    </xsl:message>
  </xsl:template>

  <xsl:template name="check-maps">
    <xsl:choose>
      <xsl:when test="$map = ''">
        <xsl:call-template name="check-name">
          <xsl:with-param name="name" select="$dst_bridge"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="not(document($map)/map)">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">not a map: <xsl:value-of select="$map"/></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <xsl:for-each select="$maps">
      <xsl:variable name="repeated" select="preceding-sibling::*[name() = name(current())]
          [string(@in) = string(current()/@in)]"/>
      <xsl:if test="not(self::bridge or self::network or self::dev) or $repeated
          or not(@out) or (self::dev and not(@in))">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">invalid line of the map, or a name that is mapped twice:
            <xsl:value-of select="concat(name(), ' ', @in, ':', @out)"/></xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="not(self::network)">
        <xsl:call-template name="check-name">
          <xsl:with-param name="name" select="@out"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- What Linux takes as the name of an interface; libvirt would take anything. -->
  <xsl:template name="check-name">
    <xsl:param name="name"/>
    <xsl:if test="$name = '' or string-length($name) &gt; 15 or contains($name, '/')
        or translate($name, ' &#9;&#10;&#13;', '') != $name or $name = '.' or $name = '..'">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">no interface can have this name: <xsl:value-of
            select="$name"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- What is not mentioned stays. -->
  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="/domain/devices/interface[@type = 'bridge']/source/@bridge
      | /domstatus/domain/devices/interface[@type = 'bridge']/source/@bridge
      | /domaincheckpoint/domain/devices/interface[@type = 'bridge']/source/@bridge
      | /domainsnapshot/domain/devices/interface[@type = 'bridge']/source/@bridge
      | /domainsnapshot/inactiveDomain/devices/interface[@type = 'bridge']/source/@bridge">
    <xsl:call-template name="map-bridge">
      <xsl:with-param name="others" select="$maps[self::bridge][not(@in)]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A network's own bridge is never mapped with all others: two networks would share one. -->
  <xsl:template match="/network/bridge/@name">
    <xsl:call-template name="map-bridge"/>
  </xsl:template>

  <xsl:template match="/domain/devices/interface[@type = 'network']/source/@network
      | /domstatus/domain/devices/interface[@type = 'network']/source/@network
      | /domaincheckpoint/domain/devices/interface[@type = 'network']/source/@network
      | /domainsnapshot/domain/devices/interface[@type = 'network']/source/@network
      | /domainsnapshot/inactiveDomain/devices/interface[@type = 'network']/source/@network">
    <xsl:call-template name="map">
      <xsl:with-param name="named" select="$maps[self::network][@in = string(current())]"/>
      <xsl:with-param name="others" select="$maps[self::network][not(@in)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/domain/devices/interface[@type = 'direct']/source/@dev
      | /domstatus/domain/devices/interface[@type = 'direct']/source/@dev
      | /domaincheckpoint/domain/devices/interface[@type = 'direct']/source/@dev
      | /domainsnapshot/domain/devices/interface[@type = 'direct']/source/@dev
      | /domainsnapshot/inactiveDomain/devices/interface[@type = 'direct']/source/@dev
      | /network/forward/@dev | /network/forward/interface/@dev">
    <xsl:call-template name="map">
      <xsl:with-param name="named" select="$maps[self::dev][@in = string(current())]"/>
      <xsl:with-param name="others" select="/.."/>
    </xsl:call-template>
  </xsl:template>

  <!-- called with the attribute -->
  <xsl:template name="map-bridge">
    <xsl:param name="others" select="/.."/>
    <xsl:choose>
      <xsl:when test="$map = '' and . = $src_bridge">
        <xsl:attribute name="{name()}"><xsl:value-of select="$dst_bridge"/></xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="map">
          <xsl:with-param name="named" select="$maps[self::bridge][@in = string(current())]"/>
          <xsl:with-param name="others" select="$others"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="map">
    <xsl:param name="named"/>
    <xsl:param name="others"/>
    <xsl:attribute name="{name()}">
      <xsl:choose>
        <xsl:when test="$named"><xsl:value-of select="$named/@out"/></xsl:when>
        <xsl:when test="$others"><xsl:value-of select="$others/@out"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>
</xsl:stylesheet>
