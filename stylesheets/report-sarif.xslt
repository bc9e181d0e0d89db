<?xml version="1.0" encoding="UTF-8"?>
<!--
  report-sarif.xslt: a report as SARIF 2.1.0, for code scanning:

      domconv -c -r report.xml export/*.xml
      xsltproc report-sarif.xslt report.xml >domconv.sarif

  The parameter level is the least that becomes a result: error (refusals), warning, change (the
  default), or note (notes and things to do as well).  With the option -c a change is a warning:
  something of Xen is left.  The parameter limit is the greatest number of results, the worst first;
  what is left out is said.  Code scanning of GitHub takes 25,000 results, and shows 5,000.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">
  <xsl:import href="report-common.xslt"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="*"/>

  <!-- yes: the same as level=note -->
  <xsl:param name="notes" select="'no'"/>
  <xsl:param name="level">
    <xsl:choose>
      <xsl:when test="$notes = 'yes'">note</xsl:when>
      <xsl:otherwise>change</xsl:otherwise>
    </xsl:choose>
  </xsl:param>
  <xsl:param name="limit"/>

  <xsl:key name="rule" match="report/rules/rule" use="@id"/>

  <!--
    One step each: a union of large sets takes the square of their sizes, as does whatever looks from
    a result at all of them.
  -->
  <xsl:variable name="errors" select="/report/document/error"/>
  <xsl:variable name="warnings" select="/report/document/*[$level != 'error'
      and (self::warning or self::edit[@warning or $checked = 'yes'])]"/>
  <xsl:variable name="notices" select="/report/document/*[
      ($level = 'change' or $level = 'note') and self::edit[not(@warning or $checked = 'yes')]
      or $level = 'note' and (self::note or self::chore)]"/>
  <xsl:variable name="found" select="count($errors) + count($warnings) + count($notices)"/>
  <xsl:variable name="most" select="number(concat($limit, substring($found, 1,
      string-length($found) * ($limit = ''))))"/>
  <!-- so many of the warnings are results, and of the rest -->
  <xsl:variable name="for-warnings" select="$most - count($errors)"/>
  <xsl:variable name="for-notices" select="$for-warnings - count($warnings)"/>

  <xsl:template match="/report">
    <xsl:if test="not($level = 'error' or $level = 'warning' or $level = 'change' or $level = 'note')">
      <xsl:message terminate="yes">report-sarif.xslt: level is error, warning, change or
        note</xsl:message>
    </xsl:if>
    <xsl:if test="$limit != '' and not(floor($limit) = number($limit) and $limit &gt;= 0)">
      <xsl:message terminate="yes">report-sarif.xslt: limit is a number</xsl:message>
    </xsl:if>
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
    <xsl:for-each select="rules/rule">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:text>
        {"id": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="@id"/>
      </xsl:call-template>
      <xsl:text>, "shortDescription": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="does"/>
      </xsl:call-template>
      <xsl:text>}, "fullDescription": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="why"/>
      </xsl:call-template>
      <xsl:text>}, "help": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="concat(/report/@tool, ' --explain=', @id)"/>
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
    <xsl:if test="$found &gt; $most">
      <xsl:text>
        {"level": "warning", "message": {"text": </xsl:text>
      <xsl:call-template name="string">
        <xsl:with-param name="text" select="concat($found - $most, ' of ', $found,
            ' results are left out: the parameter limit is ', $limit)"/>
      </xsl:call-template>
      <xsl:text>}}</xsl:text>
    </xsl:if>
    <xsl:for-each select="document[fault]">
      <xsl:if test="position() &gt; 1 or $found &gt; $most">,</xsl:if>
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
    <xsl:apply-templates select="$errors[position() &lt;= $most]"/>
    <xsl:apply-templates select="$warnings[position() &lt;= $for-warnings]">
      <xsl:with-param name="before" select="$most - $for-warnings"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="$notices[position() &lt;= $for-notices]">
      <xsl:with-param name="before" select="$most - $for-notices"/>
    </xsl:apply-templates>
    <xsl:text>
    ]
  }]
}
</xsl:text>
  </xsl:template>

  <!--
    Elements are not written as such.  Without one around each result, all of them were a single text
    that libxslt copies whenever something is added.
  -->
  <xsl:template match="document/*">
    <xsl:param name="before" select="0"/>
    <result>
      <xsl:call-template name="result"><xsl:with-param name="before" select="$before
          + position() - 1"/></xsl:call-template>
    </result>
  </xsl:template>

  <xsl:template name="result">
    <xsl:param name="before"/>
    <xsl:variable name="row" select="key('rule', @rule)"/>
    <xsl:if test="$before &gt; 0">,</xsl:if>
    <xsl:text>
      {"ruleId": </xsl:text>
    <xsl:call-template name="string"><xsl:with-param name="text" select="@rule"/></xsl:call-template>
    <xsl:if test="$row">
      <xsl:value-of select="concat(', &quot;ruleIndex&quot;: ', count($row/preceding-sibling::rule))"/>
    </xsl:if>
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

  <!-- Without EXSLT in halves, so that a long text costs no depth. -->
  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
    <xsl:choose>
      <xsl:when test="translate($text, '\&quot;&#9;&#10;&#13;', '') = $text">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="function-available('str:replace')">
        <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(str:replace(
            string($text), '\', '\\'), '&quot;', '\&quot;'), '&#9;', '\t'), '&#10;', '\n'),
            '&#13;', '\r')"/>
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
