<?xml version="1.0" encoding="UTF-8"?>
<!-- What report-junit.xslt and report-sarif.xslt have in common; nothing by itself. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- yes: the run looked for leftovers and wrote nothing (-c, also among other letters) -->
  <xsl:variable name="checked">
    <xsl:if test="/report/option[starts-with(., '-c')
        or (starts-with(., '--ch') and starts-with('--check', .))
        or (contains(., 'c') and translate(., 'cqv', '') = '-')]">yes</xsl:if>
  </xsl:variable>

  <xsl:template match="*" mode="message">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="edit" mode="message">
    <xsl:value-of select="text"/>
  </xsl:template>
</xsl:stylesheet>
