<?xml version="1.0" encoding="UTF-8"?>
<!--
  report-html.xslt: one page, with all it needs inside, of a report that a tool wrote:

      domconv -r report.xml -d new/ old/*.xml
      xsltproc report-html.xslt report.xml >report.html

  It reads without scripts; with them, the table can be sorted and filtered.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="*"/>

  <!-- The page's title; empty: the tool's name. -->
  <xsl:param name="title"/>
  <!-- Domains are open on a page with no more than so many. -->
  <xsl:param name="open" select="3"/>

  <xsl:key name="bridge" match="interface[@type = 'bridge'][@source]" use="@source"/>
  <xsl:key name="rule" match="document/*[@rule]" use="@rule"/>
  <xsl:key name="rule-in-document" match="document/*[@rule]"
           use="concat(@rule, ' ', generate-id(..))"/>

  <xsl:variable name="documents" select="/report/document"/>
  <xsl:variable name="disks" select="$documents/disk[@path][not(@device = 'cdrom'
      or @device = 'floppy')]"/>
  <xsl:variable name="bridges" select="$documents/interface[@type = 'bridge'][@source]
      [generate-id() = generate-id(key('bridge', @source)[1])]"/>

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
        <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
        <title><xsl:value-of select="$heading"/></title>
        <xsl:call-template name="style"/>
      </head>
      <body>
        <header>
          <h1><xsl:value-of select="$heading"/></h1>
          <p class="run">
            <xsl:value-of select="concat(@tool, ' ', @version)"/>
            <xsl:if test="option">
              <xsl:text> with </xsl:text>
              <code><xsl:for-each select="option">
                <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
                <xsl:value-of select="."/>
              </xsl:for-each></code>
            </xsl:if>
          </p>
          <xsl:call-template name="totals"/>
          <nav>
            <xsl:if test="$documents[error or fault]"><a href="#refused">Not converted</a></xsl:if>
            <a href="#table">Domains</a>
            <xsl:if test="$bridges"><a href="#bridges">Bridges</a></xsl:if>
            <xsl:if test="$disks"><a href="#disks">Disk images</a></xsl:if>
            <xsl:if test="document/*[@rule] and count($documents) &gt; 1">
              <a href="#rules">Rules</a>
            </xsl:if>
            <a href="#details">Details</a>
          </nav>
        </header>
        <main>
          <xsl:call-template name="refusals"/>
          <xsl:call-template name="table"/>
          <xsl:call-template name="bridges"/>
          <xsl:call-template name="disks"/>
          <xsl:call-template name="rules"/>
          <section id="details">
            <h2>Details</h2>
            <xsl:apply-templates select="document"/>
          </section>
        </main>
        <xsl:call-template name="script"/>
      </body>
    </html>
  </xsl:template>

  <!-- Totals -->

  <xsl:template name="totals">
    <ul class="totals">
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents)"/>
        <xsl:with-param name="what">documents</xsl:with-param>
        <xsl:with-param name="always" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents[@status = 'converted'])"/>
        <xsl:with-param name="what">converted</xsl:with-param>
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
        <xsl:with-param name="count" select="count($documents[fault])"/>
        <xsl:with-param name="what">not readable</xsl:with-param>
        <xsl:with-param name="class">malformed</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents/edit)"/>
        <xsl:with-param name="what">changes</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count"
                        select="count($documents/warning | $documents/edit[@warning])"/>
        <xsl:with-param name="what">warnings</xsl:with-param>
        <xsl:with-param name="class">warned</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="total">
        <xsl:with-param name="count" select="count($documents/chore)"/>
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

  <!-- What an administrator has to decide on first -->

  <xsl:template name="refusals">
    <xsl:if test="$documents[error or fault]">
      <section id="refused">
        <h2>Not converted</h2>
        <details>
          <xsl:if test="count($documents[error or fault]) &lt;= 20">
            <xsl:attribute name="open">open</xsl:attribute>
          </xsl:if>
          <summary><xsl:value-of select="count($documents[error or fault])"/> of <xsl:value-of
              select="count($documents)"/>, and why</summary>
          <ul class="messages">
            <xsl:for-each select="$documents">
              <xsl:variable name="number" select="position()"/>
              <xsl:for-each select="error | fault">
                <li class="bad"><a href="#d{$number}"><xsl:apply-templates select=".."
                    mode="name"/></a>: <xsl:value-of select="."/>
                  <small><xsl:apply-templates select=".." mode="place"/></small></li>
              </xsl:for-each>
            </xsl:for-each>
          </ul>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The table of domains -->

  <xsl:template name="table">
    <section id="table">
      <h2>Domains</h2>
      <form class="filter" onsubmit="return false">
        <input id="words" type="search" placeholder="Filter by name, file, bridge …"
               aria-label="Filter"/>
        <select id="status" aria-label="Status">
          <option value="">every status</option>
          <xsl:for-each select="$documents[not(@status = preceding-sibling::document/@status)]">
            <option><xsl:value-of select="@status"/></option>
          </xsl:for-each>
          <option value="!">with warnings</option>
        </select>
        <output id="shown"/>
      </form>
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
    <xsl:variable name="warnings" select="warning | edit[@warning]"/>
    <tr data-status="{@status}">
      <xsl:if test="$warnings"><xsl:attribute name="data-warned">yes</xsl:attribute></xsl:if>
      <th scope="row"><a href="#d{position()}"><xsl:apply-templates select="." mode="name"/></a></th>
      <td><span class="status {@status}"><xsl:value-of select="@status"/></span></td>
      <td class="n"><xsl:value-of select="count(edit)"/></td>
      <td class="n"><xsl:value-of select="count($warnings)"/></td>
      <td class="n"><xsl:value-of select="count(chore)"/></td>
      <td class="n"><xsl:value-of select="count(disk)"/></td>
      <td><xsl:for-each select="interface[@source]
          [not(@source = preceding-sibling::interface/@source)]">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:value-of select="@source"/>
      </xsl:for-each></td>
      <td class="file"><xsl:apply-templates select="." mode="place"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="document" mode="name">
    <xsl:choose>
      <xsl:when test="@name"><xsl:value-of select="@name"/></xsl:when>
      <xsl:otherwise><i>no name</i></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="document" mode="place">
    <xsl:value-of select="@source"/>
    <xsl:if test="@line &gt; 1">:<xsl:value-of select="@line"/></xsl:if>
  </xsl:template>

  <!-- Which rules did something, and how often -->

  <xsl:template name="rules">
    <xsl:if test="document/*[@rule] and count($documents) &gt; 1">
      <section id="rules">
        <h2>Rules</h2>
        <details>
          <summary>Which rules had something to change or to say, and in how many
            documents</summary>
          <div class="wide">
            <table>
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
                <xsl:for-each select="document/*[@rule]
                    [generate-id() = generate-id(key('rule', @rule)[1])]">
                  <xsl:sort select="count(key('rule', @rule)/self::error)" data-type="number"
                            order="descending"/>
                  <xsl:sort select="count(key('rule', @rule)/self::warning
                      | key('rule', @rule)/self::edit[@warning])" data-type="number"
                            order="descending"/>
                  <xsl:sort select="@rule"/>
                  <xsl:variable name="all" select="key('rule', @rule)"/>
                  <xsl:variable name="firsts" select="$all[generate-id()
                      = generate-id(key('rule-in-document', concat(@rule, ' ', generate-id(..)))[1])]"/>
                  <tr>
                    <th scope="row"><xsl:apply-templates select="." mode="rule">
                      <xsl:with-param name="all" select="$all"/>
                    </xsl:apply-templates></th>
                    <td class="n"><xsl:value-of select="count($firsts)"/></td>
                    <td class="n"><xsl:value-of select="count($all/self::edit)"/></td>
                    <td class="n"><xsl:value-of select="count($all[not(self::edit)])"/></td>
                    <td><xsl:choose>
                      <xsl:when test="$all[not(self::edit)]"><xsl:value-of
                          select="$all[not(self::edit)][1]"/></xsl:when>
                      <xsl:otherwise><code><xsl:value-of select="text"/></code></xsl:otherwise>
                    </xsl:choose></td>
                  </tr>
                </xsl:for-each>
              </tbody>
            </table>
          </div>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="rule">
    <xsl:param name="all"/>
    <code>
      <xsl:choose>
        <xsl:when test="$all[self::error]"><xsl:attribute name="class">bad</xsl:attribute></xsl:when>
        <xsl:when test="$all[self::warning or @warning]">
          <xsl:attribute name="class">warned</xsl:attribute>
        </xsl:when>
      </xsl:choose>
      <xsl:value-of select="@rule"/>
    </code>
  </xsl:template>

  <!-- Domain x bridge -->

  <xsl:template name="bridges">
    <xsl:if test="$bridges">
      <section id="bridges">
        <h2>Bridges</h2>
        <p>How many interfaces each domain has on each bridge. Every bridge has to exist on the new
          host; <code>bridgemap</code> renames them.</p>
        <div class="wide">
          <table class="matrix">
            <thead>
              <tr>
                <th scope="col">Domain</th>
                <xsl:for-each select="$bridges">
                  <xsl:sort select="@source"/>
                  <th scope="col"><span><xsl:value-of select="@source"/></span></th>
                </xsl:for-each>
              </tr>
            </thead>
            <tbody>
              <xsl:for-each select="$documents">
                <xsl:variable name="document" select="."/>
                <xsl:if test="interface[@type = 'bridge'][@source]">
                  <tr>
                    <th scope="row"><a href="#d{position()}"><xsl:apply-templates select="."
                        mode="name"/></a></th>
                    <xsl:for-each select="$bridges">
                      <xsl:sort select="@source"/>
                      <xsl:variable name="count" select="count($document/interface[@type = 'bridge']
                          [@source = current()/@source])"/>
                      <td><xsl:if test="$count &gt; 0">
                        <xsl:attribute name="class">on</xsl:attribute>
                        <xsl:value-of select="$count"/>
                      </xsl:if></td>
                    </xsl:for-each>
                  </tr>
                </xsl:if>
              </xsl:for-each>
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">interfaces</th>
                <xsl:for-each select="$bridges">
                  <xsl:sort select="@source"/>
                  <td><xsl:value-of select="count(key('bridge', @source))"/></td>
                </xsl:for-each>
              </tr>
            </tfoot>
          </table>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Disks -->

  <xsl:template name="disks">
    <xsl:if test="$disks">
      <section id="disks">
        <h2>Disk images</h2>
        <p>What has to be on the new host, under the paths that the new domains name. The lines look
          at each image as the new domain will, and convert where its format is another one now.</p>
        <details>
          <xsl:if test="count($documents) &lt;= $open">
            <xsl:attribute name="open">open</xsl:attribute>
          </xsl:if>
          <summary><xsl:value-of select="count($disks)"/>
            <xsl:choose>
              <xsl:when test="count($disks) = 1"> image, and its line for qemu-img</xsl:when>
              <xsl:otherwise> images, with a line for qemu-img each</xsl:otherwise>
            </xsl:choose></summary>
          <pre class="shell"><xsl:for-each select="$documents[disk[@path][not(@device = 'cdrom'
              or @device = 'floppy')]]">
            <xsl:text># </xsl:text>
            <xsl:value-of select="translate(concat(@name, substring(' (no name)', 1,
                10 * not(@name))), '&#10;&#13;', '  ')"/>
            <xsl:text>&#10;</xsl:text>
            <xsl:apply-templates select="disk[@path][not(@device = 'cdrom' or @device = 'floppy')]"
                                 mode="shell"/>
          </xsl:for-each></pre>
        </details>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- QEMU's name of a format of Xen's -->
  <xsl:template match="disk" mode="old-format">
    <xsl:choose>
      <xsl:when test="not(@old-format) or @old-format = 'aio'">raw</xsl:when>
      <xsl:when test="@old-format = 'vhd'">vpc</xsl:when>
      <xsl:otherwise><xsl:value-of select="@old-format"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="disk" mode="shell">
    <xsl:variable name="old"><xsl:apply-templates select="." mode="old-format"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$old != @format">
        <xsl:value-of select="concat('qemu-img convert -p -f ', $old, ' -O ', @format, ' OLD-IMAGE ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('qemu-img info -f ', @format, ' ')"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="quoted">
      <xsl:with-param name="word" select="@path"/>
    </xsl:call-template>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="$old = 'raw' and @format = 'raw' and starts-with(@path, '/')
        and not(starts-with(@path, '/dev/')) and translate(@path, '&#10;&#13;', '') = @path">
      <xsl:text># for snapshots: qemu-img convert -p -f raw -O qcow2 </xsl:text>
      <xsl:call-template name="quoted">
        <xsl:with-param name="word" select="@path"/>
      </xsl:call-template>
      <xsl:text> </xsl:text>
      <xsl:call-template name="quoted">
        <xsl:with-param name="word" select="concat(@path, '.qcow2')"/>
      </xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- a word of the shell -->
  <xsl:template name="quoted">
    <xsl:param name="word"/>
    <xsl:variable name="apostrophe">'</xsl:variable>
    <xsl:value-of select="$apostrophe"/>
    <xsl:call-template name="escaped">
      <xsl:with-param name="word" select="$word"/>
    </xsl:call-template>
    <xsl:value-of select="$apostrophe"/>
  </xsl:template>

  <xsl:template name="escaped">
    <xsl:param name="word"/>
    <xsl:variable name="apostrophe">'</xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($word, $apostrophe)">
        <xsl:value-of select="substring-before($word, $apostrophe)"/>
        <xsl:text>'\''</xsl:text>
        <xsl:call-template name="escaped">
          <xsl:with-param name="word" select="substring-after($word, $apostrophe)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$word"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One domain -->

  <xsl:template match="document">
    <details class="domain">
      <xsl:if test="count($documents) &lt;= $open">
        <xsl:attribute name="open">open</xsl:attribute>
      </xsl:if>
      <summary>
        <h3><xsl:apply-templates select="." mode="name"/></h3>
        <span class="status {@status}"><xsl:value-of select="@status"/></span>
        <span class="file"><xsl:apply-templates select="." mode="place"/></span>
      </summary>
      <div class="body" id="d{position()}">
        <xsl:if test="@uuid"><p class="uuid"><xsl:value-of select="@uuid"/></p></xsl:if>
        <xsl:if test="fault | error | warning | edit[@warning]">
          <ul class="messages">
            <xsl:for-each select="fault">
              <li class="bad"><xsl:value-of select="."/></li>
            </xsl:for-each>
            <xsl:for-each select="error">
              <li class="bad"><xsl:call-template name="said"/></li>
            </xsl:for-each>
            <xsl:for-each select="warning">
              <li class="warned"><xsl:call-template name="said"/></li>
            </xsl:for-each>
            <xsl:for-each select="edit[@warning]">
              <li class="warned"><code><xsl:value-of select="text"/></code>
                <xsl:call-template name="source-of"/></li>
            </xsl:for-each>
          </ul>
        </xsl:if>
        <xsl:if test="chore">
          <h4>To do</h4>
          <ul class="chores">
            <xsl:for-each select="chore">
              <li><label><input type="checkbox"/>
                <span><xsl:value-of select="."/></span></label></li>
            </xsl:for-each>
          </ul>
        </xsl:if>
        <xsl:if test="disk">
          <h4>Disks</h4>
          <div class="wide"><table>
            <thead><tr>
              <th scope="col">Image</th><th scope="col">Device</th><th scope="col">Format</th>
              <th scope="col">Before</th><th scope="col">After</th>
              <th scope="col">A Linux guest sees</th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="disk">
                <tr>
                  <td class="file"><xsl:value-of select="@path"/></td>
                  <td><xsl:value-of select="@device"/></td>
                  <td><xsl:if test="@old-format and @old-format != @format">
                    <xsl:value-of select="concat(@old-format, ' → ')"/></xsl:if>
                    <xsl:value-of select="@format"/></td>
                  <td><xsl:value-of select="normalize-space(concat(@old-target, ' ', @old-bus))"/></td>
                  <td><xsl:value-of select="normalize-space(concat(@target, ' ', @bus))"/></td>
                  <td><xsl:value-of select="@seen"/></td>
                </tr>
              </xsl:for-each>
            </tbody>
          </table></div>
        </xsl:if>
        <xsl:if test="interface">
          <h4>Interfaces</h4>
          <div class="wide"><table>
            <thead><tr>
              <th scope="col">MAC address</th><th scope="col">Type</th><th scope="col">Source</th>
              <th scope="col">Model</th>
            </tr></thead>
            <tbody>
              <xsl:for-each select="interface">
                <tr>
                  <td><code><xsl:value-of select="@mac"/></code></td>
                  <td><xsl:value-of select="@type"/></td>
                  <td><xsl:value-of select="@source"/></td>
                  <td><xsl:value-of select="@model"/></td>
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
                  <td class="file"><xsl:value-of select="@path"/></td>
                  <td><xsl:if test="before"><del><xsl:value-of select="before"/></del></xsl:if></td>
                  <td><xsl:if test="after"><ins><xsl:value-of select="after"/></ins></xsl:if></td>
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
              <li><xsl:call-template name="said"/></li>
            </xsl:for-each>
          </ul>
        </xsl:if>
      </div>
    </details>
  </xsl:template>

  <xsl:template name="said">
    <xsl:value-of select="."/>
    <xsl:call-template name="source-of"/>
  </xsl:template>

  <xsl:template name="source-of">
    <small>line <xsl:value-of select="@line"/>, <xsl:value-of select="@rule"/></small>
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
  color: var(--fg); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 0; display: inline }
h4 { font-size: .8rem; margin: 1.3rem 0 .4rem; color: var(--dim); text-transform: uppercase;
  letter-spacing: .05em }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
code, pre, del, ins, .uuid, .file { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace;
  font-size: .86em }
.run { margin: .3rem 0 0; color: var(--dim); overflow-wrap: anywhere }
.totals { display: flex; flex-wrap: wrap; gap: .6rem; list-style: none; padding: 0; margin: 1.2rem 0 }
.totals li { min-width: 7rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--soft) }
.totals b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums }
.totals span { color: var(--dim) }
.totals .converted b { color: var(--good) }
.totals .refused b, .totals .malformed b { color: var(--bad) }
.totals .none b { color: var(--dim) }
.totals .warned b { color: var(--warn) }
nav { display: flex; flex-wrap: wrap; gap: 1.2rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .93em }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
tbody th code { white-space: nowrap }
thead th { color: var(--dim); font-weight: 600; white-space: nowrap; overflow-wrap: normal }
tbody th { font-weight: 600 }
.n { text-align: right; font-variant-numeric: tabular-nums; padding-right: 1.2rem; white-space: nowrap }
#domains thead th { position: sticky; top: 0; background: var(--bg) }
#domains th:first-child { min-width: 9rem }
#domains tbody tr:hover { background: var(--soft) }
.file { color: var(--dim) }
.status { display: inline-block; padding: 0 .6em; border-radius: 1em; font-size: .85em; line-height: 1.6;
  background: var(--plain-bg); white-space: nowrap }
.status.converted, .status.made { background: var(--good-bg); color: var(--good) }
.status.refused, .status.malformed, .status.unreadable { background: var(--bad-bg); color: var(--bad) }
.filter { display: none; gap: .6rem; align-items: center; margin: .8rem 0 }
.js .filter { display: flex; flex-wrap: wrap }
.filter input { flex: 0 1 22rem }
.filter input, .filter select { font: inherit; padding: .3rem .6rem; color: inherit; background: var(--bg);
  border: 1px solid var(--line); border-radius: .35rem }
.filter output { color: var(--dim) }
th button { all: unset; cursor: pointer }
th button:hover, th button:focus-visible { text-decoration: underline }
th[aria-sort] button::after { content: " ▲" }
th[aria-sort=descending] button::after { content: " ▼" }
.matrix { width: auto }
.matrix td, .matrix thead th:not(:first-child) { text-align: center; padding: .25rem .7rem;
  border-left: 1px solid var(--line) }
.matrix .on { background: var(--good-bg); color: var(--good); font-weight: 600 }
.matrix tfoot th, .matrix tfoot td { color: var(--dim); border-bottom: 0 }
pre { margin: .6rem 0; padding: .8rem 1rem; background: var(--soft); border: 1px solid var(--line);
  border-radius: .5rem; overflow-x: auto; line-height: 1.6 }
summary { cursor: pointer }
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
small { color: var(--dim); margin-left: .6em; overflow-wrap: anywhere }
.chores label { display: flex; gap: .6rem; align-items: baseline; padding: .1rem 0 }
.chores input { margin: 0; flex: none; transform: translateY(.1rem) }
.chores input:checked + span { color: var(--dim); text-decoration: line-through }
.changes del, .changes ins { text-decoration: none; padding: 0 .3em; border-radius: .2em }
del { background: var(--bad-bg); color: var(--bad) }
ins { background: var(--good-bg); color: var(--good) }
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
  .status, li, del, ins, .on { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
</xsl:text></style>
  </xsl:template>

  <!-- Without any of this, the page has everything but sorting and filtering. -->
  <xsl:template name="script">
    <script><xsl:text>
(function () {
  var page = document.documentElement, table = document.getElementById('domains');
  var body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var words = document.getElementById('words'), status = document.getElementById('status');
  var all = Array.prototype.slice.call(body.rows);
  page.className = 'js';

  function filter() {
    var want = words.value.toLowerCase().split(/\s+/), shown = 0;
    all.forEach(function (row) {
      var text = row.textContent.toLowerCase(), s = status.value;
      var ok = want.every(function (w) { return text.indexOf(w) !== -1; });
      if (s === '!') { ok = ok ? row.hasAttribute('data-warned') : ok; }
      else if (s !== '') { ok = ok ? row.getAttribute('data-status') === s : ok; }
      row.hidden = !ok;
      shown += ok ? 1 : 0;
    });
    document.getElementById('shown').textContent = shown + ' of ' + all.length;
  }

  function sort(column, down) {
    all.sort(function (a, b) {
      var order = a.cells[column].textContent.localeCompare(b.cells[column].textContent, 'en',
        { numeric: true });
      return down ? -order : order;
    }).forEach(function (row) { body.appendChild(row); });
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
  filter();

  /* A link into a closed part opens it; paper shows everything, of a fleet what is open. */
  function reveal() {
    var at = document.getElementById(location.hash.slice(1));
    for (; at; at = at.parentElement) { if (at.tagName === 'DETAILS') { at.open = true; } }
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
