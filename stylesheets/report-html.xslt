<?xml version="1.0" encoding="UTF-8"?>
<!--
  report-html.xslt: one page, with all it needs inside, of a report that a tool wrote:

      domconv -r report.xml -d new/ old/*.xml
      xsltproc report-html.xslt report.xml >report.html

  It can be read without scripts; with them, the table can be sorted and filtered.  Of more documents
  than the parameter inline (500), the details of each are text in the page that a script shows when
  they are asked for, so that a browser opens a page of 10,000.

  The time is in proportion to the size of the report: nothing here looks from a document at all the
  others, no union is taken of large sets (libxml2 compares each with each), and no text grows piece
  by piece (libxslt copies it).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:set="http://exslt.org/sets" exclude-result-prefixes="set">
  <xsl:import href="report-common.xslt"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="before after"/>

  <!-- The page's title; empty: the tool's name. -->
  <xsl:param name="title"/>
  <!-- Documents are open on a page with no more than so many. -->
  <xsl:param name="open" select="3"/>
  <!-- The details of no more than so many documents are elements of the page. -->
  <xsl:param name="inline" select="500"/>
  <!-- So many names stand in a list that may have thousands. -->
  <xsl:param name="names" select="20"/>

  <xsl:key name="bridge" match="interface[@type = 'bridge']" use="@source"/>
  <xsl:key name="bridge-in-document" match="interface[@type = 'bridge'][@source]"
           use="concat(generate-id(..), ' ', @source)"/>
  <xsl:key name="error" match="error" use="@rule"/>
  <xsl:key name="message" match="error" use="concat(@rule, ' ', .)"/>
  <xsl:key name="example" match="document/*[@rule]" use="@rule"/>

  <xsl:variable name="documents" select="/report/document"/>
  <xsl:variable name="count" select="count($documents)"/>
  <xsl:variable name="bad" select="count($documents[error or fault])"/>
  <!-- What must be on the new host. -->
  <xsl:variable name="images" select="count($documents[@status != 'refused']/disk[@path]
      [not(@device = 'cdrom' or @device = 'floppy')])"/>
  <xsl:variable name="bridged" select="count($documents/interface[@type = 'bridge'][@source])"/>

  <!-- Characters that change the direction of text, or its line, and how they are shown. -->
  <xsl:variable name="redirecting"
      select="'&#x2028;&#x2029;&#x202a;&#x202b;&#x202c;&#x202d;&#x202e;&#x2066;&#x2067;&#x2068;&#x2069;'"/>
  <xsl:variable name="numbers" select="'20282029202A202B202C202D202E2066206720682069'"/>
  <xsl:variable name="octal" select="concat('\342\200\250\342\200\251\342\200\252\342\200\253',
      '\342\200\254\342\200\255\342\200\256\342\201\246\342\201\247\342\201\250\342\201\251')"/>
  <xsl:variable name="apostrophe">'</xsl:variable>

  <!-- What a terminal could obey; in a command it is a question mark. -->
  <xsl:variable name="controls">&#9;&#10;&#13;&#x7f;&#x80;&#x81;&#x82;&#x83;&#x84;&#x85;&#x86;&#x87;&#x88;&#x89;&#x8a;&#x8b;&#x8c;&#x8d;&#x8e;&#x8f;&#x90;&#x91;&#x92;&#x93;&#x94;&#x95;&#x96;&#x97;&#x98;&#x99;&#x9a;&#x9b;&#x9c;&#x9d;&#x9e;&#x9f;</xsl:variable>

  <xsl:template match="/report">
    <xsl:variable name="heading">
      <xsl:choose>
        <xsl:when test="$title != ''"><xsl:value-of select="$title"/></xsl:when>
        <xsl:otherwise>Report of <xsl:value-of select="@tool"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <html lang="en">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <!-- tests/check/report-sheets.bats says the hashes when style or script have changed -->
        <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-xEXTfCq3mT1nw+jVb4whaGBgXbQiePCn14p9VslZhCg='; script-src 'sha256-bHWULhkTM8vUPR0Ly3l+CrfQNZwh2rthBnSq1YF7o/8='"/>
        <title><xsl:value-of select="$heading"/></title>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <header>
          <h1><xsl:value-of select="$heading"/></h1>
          <p class="run">
            <xsl:value-of select="concat(@tool, ' ', @version)"/>
            <xsl:if test="@host"> on <xsl:apply-templates select="@host" mode="text"/></xsl:if>
            <xsl:if test="@date">, <time datetime="{@date}"><xsl:value-of select="concat(
                substring(@date, 1, 10), ' ', substring(@date, 12, 5), ' UTC')"/></time></xsl:if>
            <xsl:if test="option">
              <xsl:text> with </xsl:text>
              <code><xsl:for-each select="option">
                <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
                <xsl:apply-templates select="." mode="text"/>
              </xsl:for-each></code>
            </xsl:if>
          </p>
          <xsl:for-each select="new-host">
            <p class="run">
              <xsl:text>For the new host </xsl:text>
              <xsl:apply-templates select="(@name | @file[not(../@name)])[1]" mode="text"/>
              <xsl:if test="@date">
                <xsl:text>, as it was on </xsl:text>
                <time><xsl:apply-templates select="@date" mode="text"/></time>
              </xsl:if>
            </p>
          </xsl:for-each>
          <xsl:call-template name="totals"/>
          <nav>
            <xsl:if test="$bad &gt; 0 or unwritten"><a href="#refused">Not converted</a></xsl:if>
            <a href="#table">Documents</a>
            <xsl:if test="$bridged &gt; 0"><a href="#bridges">Bridges</a></xsl:if>
            <xsl:if test="$images &gt; 0"><a href="#disks">Disk images</a></xsl:if>
            <xsl:if test="rules/rule and $count &gt; 1"><a href="#rules">Rules</a></xsl:if>
            <a href="#details">Details</a>
          </nav>
        </header>
        <main>
          <xsl:call-template name="refusals"/>
          <xsl:call-template name="table"/>
          <xsl:call-template name="bridges"/>
          <xsl:call-template name="disks"/>
          <xsl:call-template name="rules"/>
          <xsl:call-template name="details"/>
        </main>
        <xsl:call-template name="script"/>
      </body>
    </html>
  </xsl:template>

  <!-- Totals: the first line counts each document once -->

  <xsl:template name="totals">
    <ul class="totals documents">
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="$count"/>
        <xsl:with-param name="what">documents</xsl:with-param>
        <xsl:with-param name="always" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents[@status = 'converted'])"/>
        <xsl:with-param name="what"><xsl:call-template name="converted"/></xsl:with-param>
        <xsl:with-param name="class">converted</xsl:with-param>
        <xsl:with-param name="always" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents[@status = 'unchanged'])"/>
        <xsl:with-param name="what">unchanged</xsl:with-param>
        <xsl:with-param name="class">unchanged</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents[@status = 'made'])"/>
        <xsl:with-param name="what">made</xsl:with-param>
        <xsl:with-param name="class">converted</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents[@status = 'refused'])"/>
        <xsl:with-param name="what">refused</xsl:with-param>
        <xsl:with-param name="class">refused</xsl:with-param>
        <xsl:with-param name="always" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count"
                        select="count($documents[@status = 'malformed' or @status = 'unreadable'])"/>
        <xsl:with-param name="what">not readable</xsl:with-param>
        <xsl:with-param name="class">malformed</xsl:with-param>
      </xsl:call-template>
    </ul>
    <ul class="totals entries">
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents/edit)"/>
        <xsl:with-param name="what">changes</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count"
                        select="count($documents/*[self::warning or self::edit[@warning]])"/>
        <xsl:with-param name="what">warnings</xsl:with-param>
        <xsl:with-param name="class">warned</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents/step)
            + count($documents[not(step)]/chore)"/>
        <xsl:with-param name="what">things to do</xsl:with-param>
      </xsl:call-template>
    </ul>
  </xsl:template>

  <xsl:template name="total">
    <xsl:param name="count"/>
    <xsl:param name="what"/>
    <xsl:param name="class"/>
    <xsl:param name="always" select="false()"/>
    <xsl:if test="$always or $count &gt; 0">
      <li class="{$class}">
        <xsl:if test="$count = 0"><xsl:attribute name="class">none</xsl:attribute></xsl:if>
        <b><xsl:value-of select="$count"/></b><xsl:text> </xsl:text>
        <span><xsl:value-of select="$what"/></span></li>
    </xsl:if>
  </xsl:template>

  <!-- With the option -c nothing has been converted. -->
  <xsl:template name="converted">
    <xsl:choose>
      <xsl:when test="$checked = 'yes'">to convert</xsl:when>
      <xsl:otherwise>converted</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@status" mode="status">
    <span class="status {.}"><xsl:choose>
      <xsl:when test=". = 'converted'"><xsl:call-template name="converted"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose></span>
  </xsl:template>

  <!-- What an administrator must decide first, by cause -->

  <xsl:template name="refusals">
    <xsl:if test="$bad &gt; 0 or unwritten">
      <section id="refused">
        <h2>Not converted</h2>
        <xsl:if test="$bad &gt; 0">
          <p><xsl:value-of select="concat($bad, ' of ', $count, ' documents, by cause; a document')"/>
            may have several.</p>
        </xsl:if>
        <xsl:for-each select="rules/rule[@errors &gt; 0]">
          <xsl:sort select="@documents" data-type="number" order="descending"/>
          <xsl:variable name="errors" select="key('error', @id)"/>
          <div class="cause">
            <h3><code><xsl:value-of select="@id"/></code>: <xsl:value-of select="@documents"/>
              <xsl:text> document</xsl:text><xsl:if test="@documents &gt; 1">s</xsl:if></h3>
            <p class="meta">Why: <xsl:value-of select="why"/>. The rule: <xsl:value-of
                select="does"/>.</p>
            <xsl:choose>
              <xsl:when test="function-available('set:distinct')">
                <xsl:call-template name="messages">
                  <xsl:with-param name="messages" select="set:distinct($errors)"/>
                </xsl:call-template>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="messages">
                  <xsl:with-param name="messages" select="$errors[generate-id()
                      = generate-id(key('message', concat(@rule, ' ', .))[1])]"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </div>
        </xsl:for-each>
        <xsl:if test="not(rules) and document/error">
          <ul class="messages"><xsl:apply-templates select="document/error" mode="cause"/></ul>
        </xsl:if>
        <xsl:call-template name="faults">
          <xsl:with-param name="what">Not well-formed, or not a document that the tool converts</xsl:with-param>
          <xsl:with-param name="faults" select="$documents[@status = 'malformed']/fault"/>
        </xsl:call-template>
        <xsl:call-template name="faults">
          <xsl:with-param name="what">Could not be read</xsl:with-param>
          <xsl:with-param name="faults" select="$documents[@status = 'unreadable']/fault"/>
        </xsl:call-template>
        <xsl:call-template name="faults">
          <xsl:with-param name="what">Got no file</xsl:with-param>
          <xsl:with-param name="faults" select="$documents[@status = 'refused']/fault"/>
        </xsl:call-template>
        <xsl:if test="unwritten">
          <div class="cause">
            <h3>Files not changed, because one of their documents could not be converted</h3>
            <ul class="messages"><xsl:for-each select="unwritten">
              <li class="bad"><code><xsl:apply-templates select="@file" mode="text"/></code></li>
            </xsl:for-each></ul>
          </div>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Different messages of one rule, each with the documents that it is about. -->
  <xsl:template name="messages">
    <xsl:param name="messages"/>
    <xsl:call-template name="list">
      <xsl:with-param name="items" select="$messages"/>
      <xsl:with-param name="what">messages</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="faults">
    <xsl:param name="what"/>
    <xsl:param name="faults"/>
    <xsl:if test="$faults">
      <div class="cause">
        <h3><xsl:value-of select="concat($what, ': ', count($faults), ' document',
            substring('s', 1, count($faults) != 1))"/></h3>
        <xsl:call-template name="list">
          <xsl:with-param name="items" select="$faults"/>
          <xsl:with-param name="what">documents</xsl:with-param>
        </xsl:call-template>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="list">
    <xsl:param name="items"/>
    <xsl:param name="what"/>
    <xsl:choose>
      <xsl:when test="count($items) &gt; $names">
        <ul class="messages"><xsl:apply-templates select="$items[position() &lt;= 3]" mode="cause"/></ul>
        <details>
          <summary><xsl:value-of select="concat('and ', count($items) - 3, ' more ', $what)"/></summary>
          <ul class="messages"><xsl:apply-templates select="$items[position() &gt; 3]" mode="cause"/></ul>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <ul class="messages"><xsl:apply-templates select="$items" mode="cause"/></ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="fault" mode="cause">
    <li class="bad"><xsl:apply-templates select=".." mode="link"/>
      <xsl:text>: </xsl:text><xsl:apply-templates select="." mode="text"/>
      <small><xsl:apply-templates select=".." mode="place"/></small></li>
  </xsl:template>

  <xsl:template match="error" mode="cause">
    <xsl:variable name="same" select="key('message', concat(@rule, ' ', .))"/>
    <li class="bad"><xsl:apply-templates select="." mode="text"/>
      <span class="names"><xsl:apply-templates select="$same[position() &lt;= $names]" mode="named"/>
        <xsl:call-template name="more">
          <xsl:with-param name="items" select="$same"/>
        </xsl:call-template></span></li>
  </xsl:template>

  <xsl:template name="more">
    <xsl:param name="items"/>
    <xsl:if test="count($items) &gt; $names">
      <details>
        <summary><xsl:value-of select="concat('and ', count($items) - $names, ' more')"/></summary>
        <xsl:apply-templates select="$items[position() &gt; $names]" mode="named"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- The document that something is in, in a list of them. -->
  <xsl:template match="*" mode="named">
    <span><xsl:apply-templates select=".." mode="link"/></span><xsl:text> </xsl:text>
  </xsl:template>

  <!-- The table of documents -->

  <xsl:template name="table">
    <section id="table">
      <h2>Documents</h2>
      <div class="filter">
        <input id="words" type="search" placeholder="Filter by name, file, bridge …"
               aria-label="Filter"/>
        <select id="status" aria-label="Status">
          <option value="">every status</option>
          <xsl:if test="$documents[@status = 'converted']">
            <option value="converted"><xsl:call-template name="converted"/></option>
          </xsl:if>
          <xsl:if test="$documents[@status = 'unchanged']"><option>unchanged</option></xsl:if>
          <xsl:if test="$documents[@status = 'made']"><option>made</option></xsl:if>
          <xsl:if test="$documents[@status = 'refused']"><option>refused</option></xsl:if>
          <xsl:if test="$documents[@status = 'malformed']"><option>malformed</option></xsl:if>
          <xsl:if test="$documents[@status = 'unreadable']"><option>unreadable</option></xsl:if>
          <option value="!">with warnings</option>
        </select>
        <output id="shown"/>
        <span id="pager" hidden=""><button type="button" id="back">‹ Back</button>
          <xsl:text> </xsl:text><button type="button" id="next">Next ›</button></span>
      </div>
      <div class="wide">
        <table id="domains">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col" class="n">Changes</th>
              <th scope="col" class="n">Warnings</th>
              <th scope="col" class="n">To do</th>
              <th scope="col" class="n">Disks</th>
              <th scope="col">Networks</th>
              <th scope="col">File</th>
            </tr>
          </thead>
          <tbody>
            <xsl:apply-templates select="document" mode="row"/>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="document" mode="row">
    <xsl:variable name="warnings" select="count(*[self::warning or self::edit[@warning]])"/>
    <tr data-status="{@status}">
      <xsl:if test="$warnings &gt; 0">
        <xsl:attribute name="data-warned">yes</xsl:attribute>
      </xsl:if>
      <th scope="row"><xsl:apply-templates select="." mode="link"/></th>
      <td><xsl:apply-templates select="@status" mode="status"/></td>
      <td class="n"><xsl:value-of select="count(edit)"/></td>
      <td class="n"><xsl:value-of select="$warnings"/></td>
      <td class="n"><xsl:value-of select="count(step) + count(self::*[not(step)]/chore)"/></td>
      <td class="n"><xsl:value-of select="count(disk)"/></td>
      <td><xsl:choose>
        <xsl:when test="count(interface) &lt;= $names or not(function-available('set:distinct'))">
          <xsl:apply-templates select="interface[@source]
              [not(@source = preceding-sibling::interface/@source)]/@source" mode="listed"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="sources" select="set:distinct(interface/@source)"/>
          <xsl:apply-templates select="$sources[position() &lt;= $names]" mode="listed"/>
          <xsl:if test="count($sources) &gt; $names">, …</xsl:if>
        </xsl:otherwise>
      </xsl:choose></td>
      <td class="file"><xsl:apply-templates select="." mode="place"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="@*" mode="listed">
    <xsl:if test="position() &gt; 1">, </xsl:if>
    <xsl:apply-templates select="." mode="text"/>
  </xsl:template>

  <!-- What a document is called, and the link to its details. -->
  <xsl:template match="document" mode="link">
    <a href="#{generate-id()}"><xsl:apply-templates select="." mode="name"/></a>
  </xsl:template>

  <xsl:template match="document" mode="name">
    <xsl:choose>
      <xsl:when test="@name"><xsl:apply-templates select="@name" mode="text"/></xsl:when>
      <xsl:otherwise><i>no name</i></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="document" mode="place">
    <xsl:apply-templates select="@source" mode="text"/>
    <xsl:if test="@line &gt; 1">:<xsl:value-of select="@line"/></xsl:if>
  </xsl:template>

  <!--
    Text of a document or a file's name.  What is written from right to left stays among itself; what
    could turn the rest of a line around is shown by its number.
  -->
  <xsl:template match="@* | *" mode="text">
    <bdi><xsl:choose>
      <xsl:when test="translate(., $redirecting, '') = ."><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="shown"><xsl:with-param name="text" select="."/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose></bdi>
  </xsl:template>

  <!-- In halves, so that a long text costs no depth. -->
  <xsl:template name="shown">
    <xsl:param name="text"/>
    <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
    <xsl:choose>
      <xsl:when test="translate($text, $redirecting, '') = $text">
        <span><xsl:value-of select="$text"/></span>
      </xsl:when>
      <xsl:when test="$half = 0">
        <span class="hidden"><xsl:value-of select="concat('U+', substring($numbers,
            4 * string-length(substring-before($redirecting, $text)) + 1, 4))"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="shown">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
        </xsl:call-template>
        <xsl:call-template name="shown">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Which rules did something, and how often -->

  <xsl:template name="rules">
    <xsl:if test="rules/rule and $count &gt; 1">
      <section id="rules">
        <h2>Rules</h2>
        <details>
          <summary>Rules that applied, and in how many documents</summary>
          <div class="wide">
            <table class="rules">
              <thead>
                <tr>
                  <th scope="col">Rule</th>
                  <th scope="col" class="n">Documents</th>
                  <th scope="col" class="n">Changes</th>
                  <th scope="col" class="n">Messages</th>
                  <th scope="col">For example</th>
                </tr>
              </thead>
              <tbody>
                <xsl:for-each select="rules/rule">
                  <xsl:sort select="@errors" data-type="number" order="descending"/>
                  <xsl:sort select="@warnings" data-type="number" order="descending"/>
                  <xsl:sort select="@id"/>
                  <tr>
                    <th scope="row"><code>
                      <xsl:choose>
                        <xsl:when test="@errors &gt; 0">
                          <xsl:attribute name="class">bad</xsl:attribute>
                        </xsl:when>
                        <xsl:when test="@warnings &gt; 0 or @level = 'drop'">
                          <xsl:attribute name="class">warned</xsl:attribute>
                        </xsl:when>
                      </xsl:choose>
                      <xsl:value-of select="@id"/>
                    </code></th>
                    <td class="n"><xsl:value-of select="@documents"/></td>
                    <td class="n"><xsl:value-of select="@edits"/></td>
                    <td class="n"><xsl:value-of select="@errors + @warnings + @notes"/></td>
                    <td><xsl:apply-templates select="key('example', @id)[1]" mode="example"/></td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="example">
    <xsl:apply-templates select="." mode="text"/>
  </xsl:template>

  <xsl:template match="edit" mode="example">
    <code><xsl:apply-templates select="text" mode="text"/></code>
  </xsl:template>

  <!-- Bridges, with the domains on each -->

  <xsl:template name="bridges">
    <xsl:if test="$bridged &gt; 0">
      <section id="bridges">
        <h2>Bridges</h2>
        <p>Each bridge must exist on the new host, or be renamed with <code>bridgemap</code>.</p>
        <table class="bridges">
          <thead>
            <tr>
              <th scope="col">Bridge</th>
              <th scope="col" class="n">Domains</th>
              <th scope="col" class="n">Interfaces</th>
              <th scope="col">Which</th>
            </tr>
          </thead>
          <tbody>
            <xsl:choose>
              <xsl:when test="function-available('set:distinct')">
                <xsl:apply-templates select="set:distinct($documents/interface[@type = 'bridge']
                    /@source)" mode="bridge">
                  <xsl:sort/>
                </xsl:apply-templates>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="$documents/interface[@type = 'bridge'][@source]
                    [generate-id() = generate-id(key('bridge', @source)[1])]/@source" mode="bridge">
                  <xsl:sort/>
                </xsl:apply-templates>
              </xsl:otherwise>
            </xsl:choose>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td class="n"><xsl:value-of select="count($documents[interface[@type = 'bridge'][@source]])"/></td>
              <td class="n"><xsl:value-of select="$bridged"/></td>
              <td>a domain on several bridges counts once</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@source" mode="bridge">
    <xsl:variable name="all" select="key('bridge', .)"/>
    <xsl:variable name="firsts" select="$all[generate-id()
        = generate-id(key('bridge-in-document', concat(generate-id(..), ' ', @source))[1])]"/>
    <tr>
      <th scope="row"><xsl:apply-templates select="." mode="text"/></th>
      <td class="n"><xsl:value-of select="count($firsts)"/></td>
      <td class="n"><xsl:value-of select="count($all)"/></td>
      <td class="names"><xsl:apply-templates select="$firsts[position() &lt;= $names]" mode="named"/>
        <xsl:call-template name="more">
          <xsl:with-param name="items" select="$firsts"/>
        </xsl:call-template></td>
    </tr>
  </xsl:template>

  <!-- Disks -->

  <xsl:template name="disks">
    <xsl:if test="$images &gt; 0">
      <section id="disks">
        <h2>Disk images</h2>
        <p>These images must be on the new host, at these paths. Run the commands there: they name each
          image whose format differs from its domain's, because QEMU would read its header as data. If
          the new domain has another format, they convert the image.</p>
        <details>
          <xsl:if test="$count &lt;= $open">
            <xsl:attribute name="open">open</xsl:attribute>
          </xsl:if>
          <summary><xsl:value-of select="$images"/>
            <xsl:choose>
              <xsl:when test="$images = 1"> image, with the command that checks it</xsl:when>
              <xsl:otherwise> images, with commands that check each</xsl:otherwise>
            </xsl:choose></summary>
          <pre class="shell"><xsl:text>check() { # FORMAT IMAGE
	is=$(qemu-img info -- "$2" | sed -n 's/^file format: //p')
	[ "$is" = "$1" ] || printf '%s: %s instead of %s\n' "$2" "${is:-unreadable}" "$1"
}
</xsl:text><xsl:apply-templates select="$documents[@status != 'refused'][disk[@path]
              [not(@device = 'cdrom' or @device = 'floppy')]]" mode="shell"/></pre>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="document" mode="shell">
    <span><xsl:text># </xsl:text><xsl:call-template name="quoted">
      <xsl:with-param name="word" select="concat(@name, substring('no name', 1, 7 * not(@name)))"/>
    </xsl:call-template><xsl:text>&#10;</xsl:text></span>
    <xsl:apply-templates select="disk[@path][not(@device = 'cdrom' or @device = 'floppy')]"
                         mode="shell"/>
  </xsl:template>

  <!-- QEMU's name of a Xen format -->
  <xsl:template match="disk" mode="old-format">
    <xsl:choose>
      <xsl:when test="not(@old-format) or @old-format = 'aio'">raw</xsl:when>
      <xsl:when test="@old-format = 'vhd'">vpc</xsl:when>
      <xsl:otherwise><xsl:value-of select="@old-format"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="disk" mode="shell">
    <xsl:variable name="old"><xsl:apply-templates select="." mode="old-format"/></xsl:variable>
    <span><xsl:choose>
      <xsl:when test="$old != @format">
        <xsl:text>test ! -e </xsl:text>
        <xsl:call-template name="quoted"><xsl:with-param name="word" select="@path"/></xsl:call-template>
        <xsl:text> &amp;&amp; qemu-img convert -p -f </xsl:text>
        <xsl:call-template name="word"><xsl:with-param name="word" select="$old"/></xsl:call-template>
        <xsl:text> -O </xsl:text>
        <xsl:call-template name="word"><xsl:with-param name="word" select="@format"/></xsl:call-template>
        <xsl:text> -- OLD-IMAGE </xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>check </xsl:text>
        <xsl:call-template name="word"><xsl:with-param name="word" select="@format"/></xsl:call-template>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="quoted"><xsl:with-param name="word" select="@path"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text></span>
  </xsl:template>

  <!-- A word of the shell, quoted if necessary. -->
  <xsl:template name="word">
    <xsl:param name="word"/>
    <xsl:choose>
      <xsl:when test="$word != '' and translate($word, 'abcdefghijklmnopqrstuvwxyz0123456789', '') = ''">
        <xsl:value-of select="$word"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="quoted"><xsl:with-param name="word" select="$word"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="quoted">
    <xsl:param name="word"/>
    <span><xsl:value-of select="$apostrophe"/>
      <xsl:call-template name="escaped">
        <xsl:with-param name="word" select="translate($word, $controls, '????????????????????????????????????')"/>
      </xsl:call-template>
      <xsl:value-of select="$apostrophe"/></span>
  </xsl:template>

  <xsl:template name="escaped">
    <xsl:param name="word"/>
    <xsl:variable name="half" select="floor(string-length($word) div 2)"/>
    <xsl:choose>
      <xsl:when test="translate($word, concat($apostrophe, $redirecting), '') = $word">
        <span><xsl:value-of select="$word"/></span>
      </xsl:when>
      <xsl:when test="$word = $apostrophe"><span>'\''</span></xsl:when>
      <xsl:when test="$half = 0">
        <span><xsl:value-of select="concat($apostrophe, '&quot;$(printf ', $apostrophe,
            substring($octal, 12 * string-length(substring-before($redirecting, $word)) + 1, 12),
            $apostrophe, ')&quot;', $apostrophe)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escaped">
          <xsl:with-param name="word" select="substring($word, 1, $half)"/>
        </xsl:call-template>
        <xsl:call-template name="escaped">
          <xsl:with-param name="word" select="substring($word, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Details: of a fleet as text that no browser makes elements of before they are asked for -->

  <xsl:template name="details">
    <section id="details">
      <h2>Details</h2>
      <xsl:choose>
        <xsl:when test="$count &lt;= $inline"><xsl:apply-templates select="document"/></xsl:when>
        <xsl:otherwise>
          <p>Choose a name in the table to see its details here.</p>
          <noscript><p>This needs JavaScript; reports of up to
            <xsl:value-of select="concat(' ', $inline)"/> documents do not.</p></noscript>
          <xsl:for-each select="document">
            <script type="text/html" data-of="{generate-id()}">
              <xsl:apply-templates select="."/>
            </script>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="document">
    <details class="domain">
      <xsl:if test="$count &lt;= $open">
        <xsl:attribute name="open">open</xsl:attribute>
      </xsl:if>
      <summary>
        <h3><xsl:apply-templates select="." mode="name"/></h3>
        <xsl:apply-templates select="@status" mode="status"/>
        <span class="file"><xsl:apply-templates select="." mode="place"/></span>
      </summary>
      <div class="body" id="{generate-id()}">
        <xsl:if test="@uuid">
          <p class="uuid"><xsl:apply-templates select="@uuid" mode="text"/></p>
        </xsl:if>
        <xsl:if test="fault | error | warning | edit[@warning]">
          <ul class="messages">
            <xsl:apply-templates select="fault" mode="said"/>
            <xsl:apply-templates select="error" mode="said"/>
            <xsl:apply-templates select="warning" mode="said"/>
            <xsl:apply-templates select="edit[@warning]" mode="said"/>
          </ul>
        </xsl:if>
        <!-- the steps of the move, or what there is to do without one -->
        <xsl:if test="step or chore">
          <h4>To do</h4>
          <ul class="chores">
            <xsl:for-each select="step | self::*[not(step)]/chore">
              <li><label><input type="checkbox"/>
                <xsl:apply-templates select="." mode="text"/></label>
                <xsl:if test="@why"><div>Why: <xsl:apply-templates select="@why" mode="text"/></div></xsl:if>
                <xsl:if test="@done"><div>Done when: <xsl:apply-templates select="@done" mode="text"/></div></xsl:if>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:if>
        <xsl:if test="disk">
          <h4>Disks</h4>
          <div class="wide"><table class="images">
            <thead><tr>
              <th scope="col">Image</th><th scope="col">Device</th><th scope="col">Format</th>
              <th scope="col">Before</th><th scope="col">After</th>
              <th scope="col">A Linux guest sees</th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="disk">
                <tr>
                  <td class="file"><xsl:apply-templates select="@path" mode="text"/></td>
                  <td><xsl:apply-templates select="@device" mode="text"/></td>
                  <td><xsl:if test="@old-format and @old-format != @format">
                    <xsl:apply-templates select="@old-format" mode="text"/> → </xsl:if>
                    <xsl:apply-templates select="@format" mode="text"/></td>
                  <td><xsl:apply-templates select="@old-target" mode="text"/><xsl:text> </xsl:text>
                    <xsl:apply-templates select="@old-bus" mode="text"/></td>
                  <td><xsl:apply-templates select="@target" mode="text"/><xsl:text> </xsl:text>
                    <xsl:apply-templates select="@bus" mode="text"/></td>
                  <td><xsl:apply-templates select="@seen" mode="text"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table></div>
        </xsl:if>
        <xsl:if test="interface">
          <h4>Interfaces</h4>
          <div class="wide"><table class="nics">
            <thead><tr>
              <th scope="col">MAC address</th><th scope="col">Type</th><th scope="col">Source</th>
              <th scope="col">Model</th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="interface">
                <tr>
                  <td><code><xsl:apply-templates select="@mac" mode="text"/></code></td>
                  <td><xsl:apply-templates select="@type" mode="text"/></td>
                  <td><xsl:apply-templates select="@source" mode="text"/></td>
                  <td><xsl:apply-templates select="@model" mode="text"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table></div>
        </xsl:if>
        <xsl:if test="edit">
          <h4>Changes</h4>
          <div class="wide"><table class="changes">
            <thead><tr>
              <th scope="col" class="n">Line</th><th scope="col">Place</th>
              <th scope="col">Before</th><th scope="col">After</th><th scope="col">Rule</th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="edit">
                <tr>
                  <td class="n"><xsl:value-of select="@line"/></td>
                  <td class="file"><xsl:value-of select="@path"/>
                    <xsl:if test="@adds"><xsl:value-of select="concat(' + ', @adds)"/></xsl:if></td>
                  <td><xsl:if test="before"><del><xsl:apply-templates select="before"
                      mode="value"/></del></xsl:if><xsl:apply-templates select="lost"/></td>
                  <td><xsl:if test="after"><ins><xsl:apply-templates select="after"
                      mode="value"/></ins></xsl:if></td>
                  <td><code><xsl:value-of select="@rule"/></code></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table></div>
        </xsl:if>
        <xsl:if test="note">
          <h4>Good to know</h4>
          <ul class="notes">
            <xsl:for-each select="note">
              <li><xsl:apply-templates select="." mode="text"/><xsl:call-template name="source-of"/></li>
            </xsl:for-each>
          </ul>
        </xsl:if>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="before | after" mode="value">
    <xsl:apply-templates select="self::*[. != '']" mode="text"/>
    <xsl:if test=". = ''"><i>empty</i></xsl:if>
  </xsl:template>

  <!-- A comment that is removed with its element. -->
  <xsl:template match="lost">
    <br/><del><xsl:apply-templates select="." mode="text"/></del>
  </xsl:template>

  <xsl:template match="fault" mode="said">
    <li class="bad"><xsl:apply-templates select="." mode="text"/></li>
  </xsl:template>

  <xsl:template match="error" mode="said">
    <li class="bad"><xsl:apply-templates select="." mode="text"/><xsl:call-template
        name="source-of"/></li>
  </xsl:template>

  <xsl:template match="warning" mode="said">
    <li class="warned"><xsl:apply-templates select="." mode="text"/><xsl:call-template
        name="source-of"/></li>
  </xsl:template>

  <xsl:template match="edit" mode="said">
    <li class="warned"><code><xsl:apply-templates select="text" mode="text"/></code><xsl:call-template
        name="source-of"/></li>
  </xsl:template>

  <xsl:template name="source-of">
    <small>line <xsl:value-of select="concat(@line, ', ', @rule)"/></small>
  </xsl:template>

  <xsl:template name="style">
    <style><xsl:text>
:root { --bg: #fff; --fg: #1c2127; --dim: #5b6570; --line: #d9dee4; --soft: #f4f6f8; --link: #0b5cad;
  --good: #1a7f37; --good-bg: #e3f5e8; --bad: #b3261e; --bad-bg: #fbe6e4; --warn: #8a5a00;
  --warn-bg: #fdf1d8; --plain-bg: #e9edf1; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --bg: #14181d; --fg: #e4e8ec; --dim: #98a3ae;
  --line: #313943; --soft: #1c2229; --link: #7db7f5; --good: #6fd08c; --good-bg: #17341f;
  --bad: #ff9a91; --bad-bg: #4a1d1a; --warn: #f0c060; --warn-bg: #43330f; --plain-bg: #2a323b } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.5rem 4rem; background: var(--bg);
  color: var(--fg); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 0 }
summary h3 { display: inline }
h4 { font-size: .8rem; margin: 1.3rem 0 .4rem; color: var(--dim); text-transform: uppercase;
  letter-spacing: .05em }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
code, pre, del, ins, .uuid, .file { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace;
  font-size: .86em }
.run { margin: .3rem 0 0; color: var(--dim) }
.totals { display: flex; flex-wrap: wrap; gap: .6rem; list-style: none; padding: 0; margin: 1.2rem 0 .6rem }
.totals + .totals { margin: 0 0 1.2rem }
.totals li { min-width: 7rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--soft) }
.totals b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums }
.totals span { color: var(--dim) }
.entries li { padding: .2rem .9rem; background: none }
.entries b { display: inline; font-size: 1rem }
.totals .converted b { color: var(--good) }
.totals .refused b, .totals .malformed b { color: var(--bad) }
.totals .none b { color: var(--dim) }
.totals .warned b { color: var(--warn) }
nav { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .93em }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0;
  border-bottom: 1px solid var(--line) }
tbody th code { white-space: nowrap }
thead th { color: var(--dim); font-weight: 600; white-space: nowrap; overflow-wrap: normal }
tbody th { font-weight: 600 }
tfoot th, tfoot td { color: var(--dim); border-bottom: 0 }
.n { text-align: right; font-variant-numeric: tabular-nums; padding-right: 1.2rem; white-space: nowrap }
#domains thead th { position: sticky; top: 0; background: var(--bg) }
#domains th:first-child, .bridges th:first-child { min-width: 9rem }
#domains tbody tr:hover { background: var(--soft) }
.changes td:nth-child(2) { min-width: 14rem }
.file { color: var(--dim) }
.status { display: inline-block; padding: 0 .6em; border-radius: 1em; font-size: .85em; line-height: 1.6;
  background: var(--plain-bg); white-space: nowrap }
.status.converted, .status.made { background: var(--good-bg); color: var(--good) }
.status.refused, .status.malformed, .status.unreadable { background: var(--bad-bg); color: var(--bad) }
.hidden { background: var(--warn-bg); color: var(--warn); font-size: .8em; padding: 0 .2em;
  border-radius: .2em; unicode-bidi: isolate }
.filter { display: none; gap: .6rem; align-items: center; margin: .8rem 0 }
.js .filter { display: flex; flex-wrap: wrap }
.filter input { flex: 0 1 22rem; min-width: 0 }
.filter input, .filter select, .filter button { font: inherit; padding: .3rem .6rem; color: inherit;
  background: var(--bg); border: 1px solid var(--line); border-radius: .35rem }
.filter button { cursor: pointer }
.filter button:disabled { color: var(--line); cursor: default }
.filter output { color: var(--dim) }
th button { all: unset; cursor: pointer }
th button:hover, th button:focus-visible { text-decoration: underline }
th[aria-sort] button::after { content: " ▲" }
th[aria-sort=descending] button::after { content: " ▼" }
pre { margin: .6rem 0; padding: .8rem 1rem; background: var(--soft); border: 1px solid var(--line);
  border-radius: .5rem; overflow-x: auto; overflow-wrap: normal; line-height: 1.6 }
summary { cursor: pointer }
.cause { margin: 1.2rem 0 }
.meta { margin: .1rem 0 .4rem; color: var(--dim); font-size: .93em }
.names span { display: inline-block; margin-right: .6em }
.messages .names { display: block; font-size: .93em }
.domain { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0 }
.domain > summary { padding: .5rem .9rem }
.domain > summary .status { margin: 0 .7rem }
.domain[open] > summary { border-bottom: 1px solid var(--line); background: var(--soft);
  border-radius: .5rem .5rem 0 0 }
.body { padding: .6rem 1.1rem 1.1rem; scroll-margin-top: 4rem }
.uuid { color: var(--dim); margin: .2rem 0 }
.messages, .chores { list-style: none; padding: 0; margin: .6rem 0 }
.messages li { padding: .35rem .8rem; margin: .3rem 0; border-left: .25rem solid; border-radius: .2rem }
.messages li.bad { background: var(--bad-bg); border-color: var(--bad) }
#refused li.bad { background: var(--soft) }
.messages li.warned { background: var(--warn-bg); border-color: var(--warn) }
code.bad { color: var(--bad) }
code.warned { color: var(--warn) }
small { color: var(--dim); margin-left: .6em }
.chores label { display: flex; gap: .6rem; align-items: baseline; padding: .1rem 0 }
.chores div { color: var(--dim); margin-left: 1.6rem }
.chores input { margin: 0; flex: none; transform: translateY(.1rem) }
.chores input:checked + bdi { color: var(--dim); text-decoration: line-through }
.changes del, .changes ins { text-decoration: none; padding: 0 .3em; border-radius: .2em }
del { background: var(--bad-bg); color: var(--bad) }
ins { background: var(--good-bg); color: var(--good) }
@media (max-width: 44rem) {
  body { padding: 1rem .9rem 3rem }
  .totals li { min-width: 0; padding: .3rem .6rem }
  .totals b { font-size: 1.3rem }
  .filter input { flex: 1 1 100% }
  .wide { overflow: visible }
  table, tbody, tfoot, tr, th, td { display: block }
  thead { display: none }
  tr { padding: .5rem 0; border-bottom: 1px solid var(--line) }
  tr[hidden] { display: none }
  th, td { border: 0; padding: 0 }
  td:empty { display: none }
  tbody th code { white-space: normal }
  .n { text-align: left; white-space: normal }
  #domains td, .rules td.n, .bridges td.n, .images td, .nics td { display: inline-block; margin-right: 1em }
  #domains td.file, .images td.file { display: block; margin: 0 }
  #domains td:empty, .images td:empty, .nics td:empty { display: none }
  .changes td:nth-child(2) { min-width: 0 }
  #domains td:nth-child(3)::before { content: "changes " }
  #domains td:nth-child(4)::before { content: "warnings " }
  #domains td:nth-child(5)::before { content: "to do " }
  #domains td:nth-child(6)::before { content: "disks " }
  #domains td:nth-child(7)::before { content: "on " }
  .rules td:nth-child(2)::before { content: "documents " }
  .bridges td:nth-child(2)::before { content: "domains " }
  .rules td:nth-child(3)::before { content: "changes " }
  .rules td:nth-child(4)::before { content: "messages " }
  .bridges td:nth-child(3)::before { content: "interfaces " }
  .changes td:nth-child(1)::before { content: "line " }
  .images td:nth-child(3)::before { content: "format " }
  .images td:nth-child(4)::before { content: "before " }
  .images td:nth-child(5)::before { content: "after " }
  .images td:nth-child(6)::before { content: "a Linux guest sees " }
  #domains td::before, .rules td::before, .bridges td::before, .changes td::before, .images td::before
    { color: var(--dim); font-family: system-ui, "DejaVu Sans", sans-serif }
}
@media print {
  :root { --bg: #fff; --fg: #000; --dim: #444; --line: #bbb; --soft: #fff; --link: #000;
    color-scheme: light }
  body { max-width: none; padding: 0; font-size: 10pt }
  nav, .filter, .js .filter { display: none }
  .wide { overflow: visible }
  #domains thead th { position: static }
  h2, h3, h4 { break-after: avoid }
  tr, li, .totals li { break-inside: avoid }
  pre { white-space: pre-wrap; overflow-wrap: anywhere }
  .status, li, del, ins { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
</xsl:text></style>
  </xsl:template>

  <!-- Without any of this, the page has everything but sorting, filtering and the details of a fleet. -->
  <xsl:template name="script">
    <script><xsl:text>
(function () {
  'use strict';
  var PAGE = 100, MANY = 200; /* rows: of a table with many, so many are shown at a time */
  var page = document.documentElement, table = document.getElementById('domains');
  var body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var words = document.getElementById('words'), status = document.getElementById('status');
  var pager = document.getElementById('pager'), back = document.getElementById('back');
  var next = document.getElementById('next'), shown = document.getElementById('shown');
  var all = Array.prototype.slice.call(body.rows), found = all, first = 0, texts = null;
  page.className = 'js';

  function draw() {
    var size = all.length > MANY ? PAGE : all.length, part = found.slice(first, first + size);
    body.textContent = '';
    part.forEach(function (row) { body.appendChild(row); });
    shown.textContent = part.length === found.length ? found.length + ' of ' + all.length
      : first + 1 + '–' + (first + part.length) + ' of ' + found.length;
    pager.hidden = found.length === part.length;
    back.disabled = first === 0;
    next.disabled = first + part.length === found.length;
  }

  function filter() {
    var want = words.value.toLowerCase().split(/\s+/), s = status.value;
    texts = texts || new Map(all.map(function (row) { return [row, row.textContent.toLowerCase()]; }));
    found = all.filter(function (row) {
      var text = texts.get(row);
      if (s === '!' ? !row.hasAttribute('data-warned') : s !== '' ? row.getAttribute('data-status') !== s
          : false) { return false; }
      return want.every(function (w) { return text.indexOf(w) !== -1; });
    });
    first = 0;
    draw();
  }

  function sort(column, down) {
    var order = new Intl.Collator('en', { numeric: true }).compare;
    all = all.map(function (row) { return [row.cells[column].textContent, row]; })
      .sort(function (a, b) { return down ? order(b[0], a[0]) : order(a[0], b[0]); })
      .map(function (pair) { return pair[1]; });
    filter();
  }

  Array.prototype.forEach.call(heads, function (head, column) {
    var button = document.createElement('button');
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.onclick = function () {
      var down = head.getAttribute('aria-sort') === 'ascending';
      Array.prototype.forEach.call(heads, function (h) { h.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      sort(column, down);
    };
  });
  words.oninput = status.onchange = filter;
  back.onclick = function () { first -= PAGE; draw(); };
  next.onclick = function () { first += PAGE; draw(); };
  draw();

  /* The details of a document in a fleet: they become elements when they are asked for. */
  function load(id) {
    var data = document.querySelector('script[data-of="' + CSS.escape(id) + '"]');
    if (data) { data.insertAdjacentHTML('beforebegin', data.textContent); data.remove(); }
    return document.getElementById(id);
  }

  /* A link into a closed part opens it; paper shows everything, of a fleet what is open. */
  function reveal() {
    var id = location.hash.slice(1), at = id ? document.getElementById(id) || load(id) : null, to = at;
    for (; at; at = at.parentElement) { if (at.tagName === 'DETAILS') { at.open = true; } }
    if (to) { to.scrollIntoView(); }
  }
  window.addEventListener('hashchange', reveal);
  reveal();
  window.addEventListener('beforeprint', function () {
    if (all.length > 20) { return; }
    document.querySelectorAll('details').forEach(function (d) { d.open = true; });
  });
})();
</xsl:text></script>
  </xsl:template>
</xsl:stylesheet>
