<?xml version="1.0" encoding="UTF-8"?>
<!--
  report-sarif.xslt: a report as SARIF 2.1.0, for code scanning:

      domconv -c -r report.xml export/*.xml
      xsltproc report-sarif.xslt report.xml >domconv.sarif

  Changes, warnings and refusals are results, with notes=yes notes and things to do as well.  With
  the option -c a change is a warning: something of Xen is left.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">
  <xsl:import href="report-common.xslt"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="*"/>

  <xsl:param name="notes" select="'no'"/>

  <xsl:key name="rule" match="document/*[@rule]" use="@rule"/>

  <xsl:variable name="results" select="/report/document/*[self::error or self::warning or self::edit
      or ($notes = 'yes' and (self::note or self::chore))]"/>
  <xsl:variable name="rules" select="/report/document/*[@rule]
      [generate-id() = generate-id(key('rule', @rule)[1])]"/>

  <xsl:template match="/report">
    <xsl:text>{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [{
    "tool": {"driver": {
      "name": </xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="text" select="@tool"/></xsl:call-template>
    <xsl:text>,
      "version": </xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="@version"/>
    </xsl:call-template>
    <xsl:text>,
      "rules": [</xsl:text>
    <xsl:for-each select="$rules">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:text>
        {"id": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="@rule"/>
      </xsl:call-template>
      <xsl:text>, "help": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="concat(/report/@tool, ' --explain=', @rule)"/>
      </xsl:call-template>
      <xsl:text>}, "properties": {"group": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="@group"/>
      </xsl:call-template>
      <xsl:text>}}</xsl:text>
    </xsl:for-each>
    <xsl:text>
      ]
    }},
    "columnKind": "unicodeCodePoints",
    "invocations": [{
      "executionSuccessful": </xsl:text>
    <xsl:value-of select="not(document/fault)"/>
    <xsl:text>,
      "toolExecutionNotifications": [</xsl:text>
    <xsl:for-each select="document[fault]">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:text>
        {"level": "error", "message": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="fault"/>
      </xsl:call-template>
      <xsl:text>}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": </xsl:text>
      <xsl:apply-templates select="@source" mode="uri"/>
      <xsl:value-of select="concat('}, &quot;region&quot;: {&quot;startLine&quot;: ', @line,
                                   '}}}]}')"/>
    </xsl:for-each>
    <xsl:text>]
    }],
    "results": [</xsl:text>
    <xsl:apply-templates select="$results"/>
    <xsl:text>
    ]
  }]
}
</xsl:text>
  </xsl:template>

  <xsl:template match="document/*">
    <xsl:variable name="rule" select="@rule"/>
    <xsl:if test="position() &gt; 1">,</xsl:if>
    <xsl:text>
      {"ruleId": </xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="text" select="@rule"/></xsl:call-template>
    <xsl:text>, "ruleIndex": </xsl:text>
    <xsl:for-each select="$rules">
      <xsl:if test="@rule = $rule"><xsl:value-of select="position() - 1"/></xsl:if>
    </xsl:for-each>
    <xsl:text>, "level": "</xsl:text>
    <xsl:apply-templates select="." mode="level"/>
    <xsl:text>", "message": {"text": </xsl:text>
    <xsl:variable name="message"><xsl:apply-templates select="." mode="message"/></xsl:variable>
    <xsl:call-template name="string"><xsl:with-param name="text" select="$message"/></xsl:call-template>
    <xsl:text>},
       "locations": [{"physicalLocation": {"artifactLocation": {"uri": </xsl:text>
    <xsl:apply-templates select="../@source" mode="uri"/>
    <xsl:value-of select="concat('}, &quot;region&quot;: {&quot;startLine&quot;: ', @line,
                                 ', &quot;startColumn&quot;: ', @column, '}},')"/>
    <xsl:text>
         "logicalLocations": [{"fullyQualifiedName": </xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="text" select="@path"/></xsl:call-template>
    <xsl:text>}]}],
       "partialFingerprints": {"place/v2": </xsl:text>
    <!--
      Lines move when a file is edited; rule, path, input and domain do not.  What has no blanks
      stands first, so that two places never have one text.
    -->
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="concat(@rule, ' ', @path, ' ', @adds, ' ', @number, ' ',
          ../@number, ' ', string-length(../@source), ' ', ../@source, ' ', ../@name)"/>
    </xsl:call-template>
    <xsl:text>}}</xsl:text>
  </xsl:template>

  <xsl:template match="error" mode="level">error</xsl:template>
  <xsl:template match="warning | edit[@warning]" mode="level">warning</xsl:template>
  <xsl:template match="edit[not(@warning)]" mode="level">
    <xsl:choose>
      <xsl:when test="$checked = 'yes'">warning</xsl:when>
      <xsl:otherwise>note</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="note | chore" mode="level">note</xsl:template>

  <!-- A path as a URI; without EXSLT, only what would break one. -->
  <xsl:template match="@source" mode="uri">
    <xsl:variable name="uri">
      <xsl:choose>
        <xsl:when test="function-available('str:encode-uri')">
          <xsl:value-of select="str:encode-uri(., false())"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="translate(., ' &lt;&gt;&quot;\^`{|}', '+_______')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <!-- %3A and the like: a colon in the first part of a relative path would be a scheme -->
    <xsl:variable name="relative">
      <xsl:if test="contains(substring-before(concat($uri, '/'), '/'), ':')">./</xsl:if>
    </xsl:variable>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="concat($relative, $uri)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="string">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="escaped"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <!-- Halves, so that a long text costs no depth. -->
  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
    <xsl:choose>
      <xsl:when test="translate($text, '\&quot;&#9;&#10;&#13;', '') = $text">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$text = '\'">\\</xsl:when>
      <xsl:when test="$text = '&quot;'">\"</xsl:when>
      <xsl:when test="$text = '&#9;'">\t</xsl:when>
      <xsl:when test="$text = '&#10;'">\n</xsl:when>
      <xsl:when test="$text = '&#13;'">\r</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
        </xsl:call-template>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
