<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<!-- What a converted domain needs of its host (start.sh), a line each: kind, tab, value, tab, another value. -->
<xsl:output method="text"/>
<xsl:template match="text()"/>
<xsl:template match="/domain">name&#9;<xsl:value-of select="normalize-space(name)"/>&#9;-&#10;<xsl:apply-templates select="os|devices"/></xsl:template>
<xsl:template match="kernel">kernel&#9;<xsl:value-of select="normalize-space()"/>&#9;-&#10;</xsl:template>
<xsl:template match="initrd|acpi/table">boot&#9;<xsl:value-of select="normalize-space()"/>&#9;-&#10;</xsl:template>
<xsl:template match="disk[source/@file or source/@dev]">
  <xsl:choose>
    <xsl:when test="@device = 'floppy' and @type = 'file'">floppy</xsl:when>
    <xsl:otherwise><xsl:value-of select="@type"/></xsl:otherwise>
  </xsl:choose>
  <xsl:text>&#9;</xsl:text>
  <xsl:value-of select="driver/@type"/>
  <xsl:if test="not(driver/@type)">raw</xsl:if>
  <xsl:value-of select="concat('&#9;', source/@file|source/@dev, '&#10;')"/>
</xsl:template>
<xsl:template match="disk[@type = 'network']">lacking&#9;a disk of the network (<xsl:value-of select="source/@protocol"/>)&#9;-&#10;</xsl:template>
<xsl:template match="interface[@type = 'bridge']">bridge&#9;<xsl:value-of select="source/@bridge"/>&#9;-&#10;</xsl:template>
<xsl:template match="interface[@type = 'network']">network&#9;<xsl:value-of select="source/@network"/>&#9;-&#10;</xsl:template>
<xsl:template match="interface[virtualport/@type = 'openvswitch']" priority="1">lacking&#9;Open vSwitch&#9;-&#10;</xsl:template>
<xsl:template match="interface[@type = 'hostdev']|hostdev">lacking&#9;a device of the host (<xsl:value-of select="concat(name(), ' ', @type)"/>)&#9;-&#10;</xsl:template>
<xsl:template match="*[@type = 'pipe']/source">fifo&#9;<xsl:value-of select="@path"/>&#9;-&#10;</xsl:template>
<xsl:template match="*[@type = 'dev']/source[@path]">terminal&#9;<xsl:value-of select="@path"/>&#9;-&#10;</xsl:template>
<xsl:template match="*[@type = 'file']/source[@path]|*[@type = 'unix']/source[@path]">beside&#9;<xsl:value-of select="@path"/>&#9;-&#10;</xsl:template>
<xsl:template match="*[@type = 'unix']/source[@mode = 'connect']" priority="1">listen-unix&#9;<xsl:value-of select="@path"/>&#9;-&#10;</xsl:template>
<xsl:template match="*[@type = 'tcp']/source[@mode = 'connect']"><xsl:value-of select="concat('listen-tcp&#9;', @host, '&#9;', @service, '&#10;')"/></xsl:template>
</xsl:stylesheet>
