<?xml version="1.0" encoding="UTF-8"?>
<!-- What bridgemap with the option -b OUT has to mean: written apart from it, for tests/corpus/bridges.sh. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="@*|node()">
  <xsl:copy>
    <xsl:apply-templates select="@*|node()"/>
  </xsl:copy>
</xsl:template>
<xsl:template match="devices/interface[@type = 'bridge']/source[1]/@bridge">
  <xsl:variable name="domain" select="../../../.."/>
  <xsl:attribute name="bridge">
    <xsl:choose>
      <xsl:when test="$domain/self::domain[not(parent::*)]
          or $domain/self::domain[parent::domainsnapshot or parent::domaincheckpoint or parent::domstatus][not(../parent::*)]
          or $domain/self::inactiveDomain[parent::domainsnapshot][not(../parent::*)]">OUT</xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:attribute>
</xsl:template>
</xsl:stylesheet>
