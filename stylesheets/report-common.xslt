<?xml version="1.0" encoding="UTF-8"?>
<!-- What report-junit.xslt and report-sarif.xslt have in common; nothing by itself. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- yes: the run looked for leftovers and wrote nothing (-c, also among other letters) -->
  <xsl:variable name="checked">
    <xsl:if test="/report/option[starts-with(., '-c')
        or (starts-with(., '--ch') and starts-with('--check', .))
        or (contains(., 'c') and translate(., 'cqv', '') = '-')]">yes</xsl:if>
  </xsl:variable>

  <!-- The name of a file where a line begins: what a shell would obey becomes _. -->
  <xsl:variable name="live"> '"`$;&amp;|&lt;&gt;()*?[]{}~#!^=\&#9;&#10;&#13;</xsl:variable>
  <xsl:template match="document" mode="file">
    <xsl:value-of select="translate(@source, $live, '_________________________')"/>
  </xsl:template>

  <xsl:template match="*" mode="message">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="edit" mode="message">
    <xsl:value-of select="text"/>
  </xsl:template>
</xsl:stylesheet>
