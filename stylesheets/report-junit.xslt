<?xml version="1.0" encoding="UTF-8"?>
<!--
  report-junit.xslt: a report as JUnit XML, a test case for each document:

      domconv -c -r report.xml export/*.xml
      xsltproc report-junit.xslt report.xml >junit.xml

  What makes a document fail is the parameter fail-on: error (it was refused), warning, or change
  (there is something of Xen in it); change with the option -c, error otherwise.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:date="http://exslt.org/dates-and-times" exclude-result-prefixes="date">
  <xsl:import href="report-common.xslt"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>

  <xsl:param name="fail-on">
    <xsl:choose>
      <xsl:when test="$checked = 'yes'">change</xsl:when>
      <xsl:otherwise>error</xsl:otherwise>
    </xsl:choose>
  </xsl:param>
  <xsl:param name="hostname" select="'localhost'"/>
  <!-- the format has no place for an unknown time -->
  <xsl:param name="timestamp">
    <xsl:choose>
      <xsl:when test="function-available('date:date-time')">
        <xsl:value-of select="substring(date:date-time(), 1, 19)"/>
      </xsl:when>
      <xsl:otherwise>1970-01-01T00:00:00</xsl:otherwise>
    </xsl:choose>
  </xsl:param>

  <xsl:template match="/report">
    <xsl:if test="not($fail-on = 'error' or $fail-on = 'warning' or $fail-on = 'change')">
      <xsl:message terminate="yes">report-junit.xslt: fail-on is error, warning or
        change</xsl:message>
    </xsl:if>
    <testsuite name="{@tool}" timestamp="{$timestamp}" hostname="{$hostname}"
               tests="{count(document)}" time="0" errors="{count(document[fault])}"
               failures="{count(document[not(fault)][error
                   or ($fail-on != 'error' and (warning or edit[@warning]))
                   or ($fail-on = 'change' and edit)])}">
      <properties>
        <property name="version" value="{@version}"/>
        <xsl:for-each select="option">
          <property name="option.{position()}" value="{.}"/>
        </xsl:for-each>
      </properties>
      <xsl:apply-templates select="document"/>
      <system-out>
        <!-- what made nothing fail -->
        <xsl:apply-templates select="document[not($fail-on = 'change' or error
            or ($fail-on = 'warning' and (warning or edit[@warning])))]
            /*[self::warning or self::edit]" mode="line"/>
      </system-out>
      <system-err/>
    </testsuite>
  </xsl:template>

  <xsl:template match="document">
    <xsl:variable name="warned" select="$fail-on != 'error' or error"/>
    <xsl:variable name="why" select="*[self::error or $warned and (self::warning
        or self::edit[@warning]) or $fail-on = 'change' and self::edit]"/>
    <testcase classname="{@source}" time="0">
      <xsl:attribute name="name">
        <xsl:choose>
          <xsl:when test="@name"><xsl:value-of select="@name"/></xsl:when>
          <xsl:otherwise>line <xsl:value-of select="@line"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:choose>
        <xsl:when test="fault">
          <error type="{@status}" message="{fault}">
            <xsl:apply-templates select="fault" mode="line"/>
          </error>
        </xsl:when>
        <xsl:when test="$why">
          <!-- a refusal counts more than what else there is -->
          <xsl:variable name="worst" select="($why[self::error] | $why[not(../error)])[1]"/>
          <failure type="{$worst/@rule}">
            <xsl:attribute name="message">
              <xsl:apply-templates select="$worst" mode="message"/>
              <xsl:if test="count($why) &gt; 1"> (and <xsl:value-of
                  select="count($why) - 1"/> more)</xsl:if>
            </xsl:attribute>
            <xsl:text>&#10;</xsl:text>
            <xsl:apply-templates select="$why" mode="line"/>
          </failure>
        </xsl:when>
      </xsl:choose>
    </testcase>
  </xsl:template>

  <!-- the lines that the tool prints -->
  <xsl:template match="*" mode="line">
    <xsl:apply-templates select=".." mode="file"/>
    <xsl:value-of select="concat(':', @line, ':', @column, ': ')"/>
    <xsl:choose>
      <xsl:when test="self::error">error</xsl:when>
      <xsl:when test="self::warning or @warning">warning</xsl:when>
      <xsl:otherwise>note</xsl:otherwise>
    </xsl:choose>
    <xsl:text>: </xsl:text>
    <xsl:apply-templates select="." mode="message"/>
    <xsl:value-of select="concat(' [', @rule, ']&#10;')"/>
  </xsl:template>

  <xsl:template match="fault" mode="line">
    <xsl:apply-templates select=".." mode="file"/>
    <xsl:value-of select="concat(':', ../@line, ': error: ', ., '&#10;')"/>
  </xsl:template>
</xsl:stylesheet>
