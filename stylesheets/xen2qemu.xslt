<?xml version="1.0" encoding="UTF-8"?>
<!--
  xen2qemu.xslt: converts a Xen domain to QEMU/KVM with an XSLT 1.0 processor only:

      xsltproc xen2qemu.xslt vm.xml >new.xml
      xsltproc -stringparam machine q35 -stringparam cpu none xen2qemu.xslt vm.xml >new.xml

  It does everything that is an edit of one attribute or element.  If disks need new names, or if
  domconv would refuse the document, it stops with a message and writes nothing: use domconv for
  these.  Parameters have the names of domconv's options, templates those of its rules.  Everything
  that no template matches stays, also comments and unknown elements; only white space between
  elements changes.

  Every condition reads the document as it was, never what another template made of it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xen="http://libvirt.org/schemas/domain/xen/1.0"
                exclude-result-prefixes="xen">
  <xsl:output method="xml" encoding="UTF-8" indent="yes" omit-xml-declaration="yes"/>

  <!-- Where libvirt has elements only; below metadata everything stays. -->
  <xsl:strip-space elements="domain os bootmenu features hyperv kvm cpu clock timer devices disk
                             interface console serial parallel channel graphics video hostdev
                             controller input sound memballoon source cputune memtune numatune
                             xen:commandline"/>

  <!-- Options -->
  <xsl:param name="type" select="'kvm'"/>
  <xsl:param name="emulator"/>
  <xsl:param name="machine"/>
  <xsl:param name="disk-bus" select="'virtio'"/>
  <xsl:param name="cache"/>
  <xsl:param name="nic-model" select="'virtio'"/>
  <xsl:param name="virtio" select="'transitional'"/>
  <!-- 'yes' is the option without a value -->
  <xsl:param name="nic-model-default"/>
  <xsl:param name="console" select="'serial'"/>
  <xsl:param name="cpu" select="'host-model'"/>
  <xsl:param name="direct-kernel" select="'refuse'"/>
  <xsl:param name="default-bridge"/>
  <xsl:param name="arch" select="'x86_64'"/>
  <xsl:param name="hostdev" select="'keep'"/>
  <xsl:param name="panic"/>
  <!-- Options that only domconv has: not ignored but refused. -->
  <xsl:param name="hvm-disk-bus" select="'keep'"/>
  <xsl:param name="fallback"/>
  <xsl:param name="disk-format"/>
  <xsl:param name="map-path"/>
  <xsl:param name="vnc"/>
  <xsl:param name="keep-qemu-args"/>
  <xsl:param name="force"/>
  <xsl:param name="only"/>
  <xsl:param name="skip"/>
  <xsl:param name="strict"/>

  <!-- Facts -->
  <xsl:variable name="xen" select="/domain/@type = 'xen'"/>

  <xsl:variable name="kind">
    <xsl:variable name="text" select="normalize-space(/domain/os/type)"/>
    <xsl:choose>
      <xsl:when test="$text = 'linux' or $text = 'xen'">pv</xsl:when>
      <xsl:when test="$text = 'xenpvh' or $text = 'pvh'">pvh</xsl:when>
      <xsl:when test="not(/domain/os/type)">pv</xsl:when>
      <xsl:otherwise>hvm</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="pv" select="$xen and $kind != 'hvm'"/>
  <xsl:variable name="hvm" select="$xen and $kind = 'hvm'"/>

  <!-- libosinfo decides if it says anything -->
  <xsl:variable name="osinfo" select="/domain/metadata//libosinfo:os"
                xmlns:libosinfo="http://libosinfo.org/xmlns/libvirt/domain/1.0"/>
  <xsl:variable name="windows" select="$hvm and (contains($osinfo[1]/@id, 'microsoft.com/')
      or (not($osinfo[1]/@id) and (/domain/features/viridian or /domain/features/hyperv
          or /domain/clock[1][@offset = 'localtime' or (not(@offset) and @sync = 'localtime')
              or (@offset = 'variable' and @basis = 'localtime')])))"/>

  <xsl:variable name="loader" select="normalize-space(/domain/os/loader)"/>
  <xsl:variable name="efi" select="$hvm and /domain/os/loader
      and (/domain/os/loader/@type = 'pflash' or contains($loader, 'ovmf')
           or contains($loader, 'OVMF'))"/>
  <xsl:variable name="uefi" select="$efi or ($hvm and /domain/os[1]/@firmware = 'efi')"/>

  <!-- keep, drop, refuse: what becomes of the kernel that the host gives to the guest -->
  <xsl:variable name="kernel">
    <xsl:variable name="path" select="normalize-space(/domain/os/kernel)"/>
    <xsl:variable name="base">
      <xsl:call-template name="base-name">
        <xsl:with-param name="path" select="$path"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$path = ''">keep</xsl:when>
      <!-- kernel-hvmloader -->
      <xsl:when test="contains($base, 'hvmloader')">drop</xsl:when>
      <!-- kernel-pvgrub -->
      <xsl:when test="starts-with($base, 'pv-grub') or starts-with($base, 'pvgrub')
          or $base = 'grub.xen'
          or (starts-with($base, 'grub-') and contains($base, '-xen'))">drop</xsl:when>
      <xsl:when test="not($xen)">keep</xsl:when>
      <!-- kernel-bootloader-residue -->
      <xsl:when test="/domain/bootloader">drop</xsl:when>
      <xsl:when test="$hvm">keep</xsl:when>
      <xsl:when test="$direct-kernel != 'refuse'"><xsl:value-of select="$direct-kernel"/></xsl:when>
      <!-- kernel-temporary -->
      <xsl:when test="starts-with($path, '/var/lib/xen/') or starts-with($path, '/var/run/xen/')
          or starts-with($path, '/run/xen/') or starts-with($path, '/var/lib/xend/')
          or starts-with($path, '/var/run/xend/') or starts-with($path, '/run/xend/')"
        >drop</xsl:when>
      <xsl:otherwise>refuse</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:variable name="machine-name">
    <xsl:choose>
      <xsl:when test="$machine != ''"><xsl:value-of select="$machine"/></xsl:when>
      <xsl:otherwise>pc</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- the machine that the guest will have -->
  <xsl:variable name="q35-machine" select="contains(/domain/os/type/@machine, 'q35')
      or (contains($machine, 'q35') and (($xen and not(/domain/os/type/@machine))
          or starts-with(/domain/os/type/@machine, 'xen')))"/>
  <xsl:variable name="q35" select="$xen and $q35-machine"/>

  <!-- virtio-transitional: the model of a new virtio device -->
  <xsl:variable name="virtio-model">
    <xsl:text>virtio</xsl:text>
    <xsl:if test="$q35 and $virtio = 'transitional'">-transitional</xsl:if>
  </xsl:variable>
  <xsl:variable name="pv-model">
    <xsl:choose>
      <xsl:when test="$nic-model = 'virtio'"><xsl:value-of select="$virtio-model"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$nic-model"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- all that this stylesheet looks at -->
  <xsl:variable name="attributes" select="concat(' arch autoport basis bridge bus cache cores defaultMode',
      ' dev device dies enabled engine file firmware format frequency id index io machine mode model name',
      ' nostrictreset offset order passwd path pool port primary protocol secure sockets state sync threads',
      ' tlsPort tty type unit volume wiremode writeFiltering ')"/>

  <!-- Models of interfaces that QEMU has on a PC; differential.bats compares them with domconv's. -->
  <xsl:variable name="nic-models" select="concat(' virtio virtio-transitional',
      ' virtio-non-transitional virtio-net-pci e1000 e1000e e1000-82544gc e1000-82545em rtl8139',
      ' pcnet ne2k_pci ne2k_isa i82550 i82551 i82557a i82557b i82557c i82558a i82558b i82559a',
      ' i82559b i82559c i82559er i82562 i82801 vmxnet3 usb-net tulip igb ')"/>

  <xsl:variable name="lower" select="'abcdefghijklmnopqrstuvwxyz'"/>

  <xsl:template name="base-name">
    <xsl:param name="path"/>
    <xsl:choose>
      <xsl:when test="contains($path, '/')">
        <xsl:call-template name="base-name">
          <xsl:with-param name="path" select="substring-after($path, '/')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$path"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Element content in two parts: what is added goes behind the last element, before what may
       follow it as comment or text. -->
  <xsl:template name="content">
    <xsl:apply-templates select="node()[self::* or following-sibling::*]"/>
  </xsl:template>
  <xsl:template name="rest">
    <xsl:apply-templates select="node()[not(self::* or following-sibling::*)]"/>
  </xsl:template>

  <!-- A message of the document's text: what a shell would obey where it is pasted becomes _. -->
  <xsl:variable name="live">'"`$;&amp;|&lt;&gt;()*?[]{}~#!^=\&#9;&#10;&#13;</xsl:variable>
  <xsl:template name="stop">
    <xsl:param name="why"/>
    <xsl:param name="rule"/>
    <xsl:message terminate="yes">
      <xsl:text>xen2qemu.xslt: </xsl:text>
      <xsl:value-of select="translate(normalize-space($why), $live, '________________________')"/>
      <xsl:text> [</xsl:text>
      <xsl:value-of select="$rule"/>
      <xsl:text>]</xsl:text>
    </xsl:message>
  </xsl:template>

  <!-- What is not mentioned stays. -->
  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="/">
    <xsl:call-template name="options"/>
    <xsl:call-template name="prefixes"/>
    <xsl:call-template name="not-xen"/>
    <xsl:apply-templates select="domain" mode="refuse"/>
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <!-- libvirt reads an attribute whatever its prefix, XPath only one without. -->
  <xsl:template name="prefixes">
    <xsl:if test="//*[namespace-uri() = '']/@*[namespace-uri() != ''
        and contains($attributes, concat(' ', local-name(), ' '))]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">an attribute has a prefix: use domconv</xsl:with-param>
        <xsl:with-param name="rule">prefixes</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="options">
    <xsl:if test="$hvm-disk-bus != 'keep' or $fallback != '' or $disk-format != '' or $map-path != '' or $vnc != ''
        or $keep-qemu-args != '' or $force != '' or $only != '' or $skip != '' or $strict != ''">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">this parameter is an option of domconv only</xsl:with-param>
        <xsl:with-param name="rule">options</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not($type = 'kvm' or $type = 'qemu')
        or not($disk-bus = 'virtio' or $disk-bus = 'sata' or $disk-bus = 'scsi'
               or $disk-bus = 'ide')
        or not($console = 'serial' or $console = 'virtio')
        or not($direct-kernel = 'refuse' or $direct-kernel = 'keep' or $direct-kernel = 'drop')
        or not($hostdev = 'keep' or $hostdev = 'drop')
        or not($virtio = 'transitional' or $virtio = 'modern')
        or not($cpu = 'host-model' or $cpu = 'host-passthrough' or $cpu = 'maximum'
               or $cpu = 'none')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">invalid value of a parameter</xsl:with-param>
        <xsl:with-param name="rule">options</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Refusals -->

  <xsl:template name="not-xen">
    <xsl:if test="not(/domain[@type = 'xen' or @type = 'kvm' or @type = 'qemu'])">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">expected a domain of type xen, kvm or qemu</xsl:with-param>
        <xsl:with-param name="rule">not-xen</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="domain-zero">
    <xsl:if test="normalize-space(name) = 'Domain-0' or @id = '0'
        or translate(normalize-space(uuid), '-', '') = '00000000000000000000000000000000'">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">Domain-0 is the Xen host itself</xsl:with-param>
        <xsl:with-param name="rule">domain-zero</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="memory-missing">
    <xsl:if test="not(cpu/numa) and translate(normalize-space(memory), '0', '') = ''">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the domain has no memory</xsl:with-param>
        <xsl:with-param name="rule">memory-missing</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="(memory[1] | currentMemory[1])[. != '']">
      <xsl:if test="translate(normalize-space(), '0123456789', '') != ''
          or translate(substring(., string-length()), '0123456789', '') != ''
          or not(contains(' b byte bytes K M G T P E Kb Mb Gb Tb Pb Eb Kib Mib Gib Tib Pib Eib  ',
                          concat(' ', translate(@unit, 'kmgtpeIB', 'KMGTPEib'), ' ')))">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">libvirt cannot read the memory</xsl:with-param>
          <xsl:with-param name="rule">memory-missing</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="disk-encryption-qcow">
    <xsl:if test="devices//encryption[not(@format = 'luks' or (@engine = 'librbd'
        and (@format = 'luks2' or @format = 'luks-any')))][parent::disk or parent::backingStore
        or parent::source[parent::disk or parent::backingStore]]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">QEMU does not open images of this encryption</xsl:with-param>
        <xsl:with-param name="rule">disk-encryption-qcow</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="hostdev-usb-address">
    <xsl:if test="$hostdev = 'keep' and devices/hostdev[@type = 'usb' and not(@mode = 'capabilities')
        and not(source/address[@bus != '' and (@device != '' or @port != '')] and not(source/vendor))
        and not(translate(source/vendor/@id, '0x', '') != '' and source/product/@id != '')]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">a USB device has no address</xsl:with-param>
        <xsl:with-param name="rule">hostdev-usb-address</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="domain" mode="refuse">
    <xsl:call-template name="disk-encryption-qcow"/>
    <xsl:if test="$xen">
      <xsl:call-template name="domain-zero"/>
      <xsl:if test="count(devices) &gt; 1 or count(os) &gt; 1 or count(os/type) &gt; 1
          or count(on_poweroff) &gt; 1 or count(on_reboot) &gt; 1 or count(on_crash) &gt; 1
          or devices/disk[count(source) &gt; 1 or count(target) &gt; 1]
          or devices/console[count(target) &gt; 1]">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">an element stands there twice</xsl:with-param>
          <xsl:with-param name="rule">element-repeated</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="memory-missing"/>
      <xsl:call-template name="hostdev-usb-address"/>
      <xsl:apply-templates select="os | devices" mode="refuse"/>
      <xsl:apply-templates select="features" mode="refuse"/>
      <xsl:apply-templates select="devices/hostdev | devices/graphics | devices/interface"
                           mode="refuse"/>
    </xsl:if>
    <xsl:apply-templates select="devices/disk" mode="refuse"/>
    <xsl:apply-templates select="devices" mode="collisions"/>
  </xsl:template>

  <xsl:template match="devices" mode="refuse">
    <xsl:variable name="disks" select="disk[not(@device = 'cdrom' or @device = 'floppy')]"/>
    <xsl:if test="*/boot/@order and $disks and not($disks/boot)">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the order of the devices has no hard disk</xsl:with-param>
        <xsl:with-param name="rule">boot-no-hd</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="interface/model[not(@type)] and ($pv or $nic-model-default != '')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the model of an interface has no type</xsl:with-param>
        <xsl:with-param name="rule">interface-model-pv</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="os" mode="refuse">
    <xsl:if test="$uefi and (loader/@secure = 'yes' or firmware/feature[@name = 'secure-boot'
        or @name = 'enrolled-keys']/@enabled = 'yes')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">Secure Boot needs its own machine and firmware: use domconv</xsl:with-param>
        <xsl:with-param name="rule">firmware-secure-boot</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$kernel = 'refuse'">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the guest boots a kernel of the host (direct-kernel)</xsl:with-param>
        <xsl:with-param name="rule">direct-kernel-<xsl:value-of select="$kind"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="kernel[normalize-space()] and $kernel = 'keep' and (root or contains(cmdline, 'hd')
        or contains(cmdline, 'sd') or contains(cmdline, 'vd') or contains(cmdline, 'hvc')
        or starts-with(translate(substring-after(cmdline, 'root='), '123456789', '000000000'), '0')
        or contains(cmdline, 'xvc') or ($pv and (contains(cmdline, 'tty')
        or not(contains(cmdline, 'console=')))))">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the kernel command line names devices: use domconv</xsl:with-param>
        <xsl:with-param name="rule">cmdline-rewrite</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="type/@arch and not(type/@arch = 'x86_64' or type/@arch = 'i686')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">unsupported architecture</xsl:with-param>
        <xsl:with-param name="rule">os-arch-foreign</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="features" mode="refuse">
    <xsl:if test="viridian and (hyperv or not(../clock))">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">hyperv features must be merged: use domconv</xsl:with-param>
        <xsl:with-param name="rule">feature-viridian</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="hyperv[not(@mode = 'passthrough')]/*[(self::stimer or self::synic or self::tlbflush
        or self::ipi or self::evmcs) and @state = 'on']">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">hyperv features may need others: use domconv</xsl:with-param>
        <xsl:with-param name="rule">hyperv-dependencies</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="hostdev" mode="refuse">
    <xsl:if test="@mode = 'capabilities' and $hostdev = 'keep'">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">QEMU has no hostdev of mode capabilities</xsl:with-param>
        <xsl:with-param name="rule">hostdev-capabilities</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="graphics" mode="refuse">
    <xsl:if test="@type = 'spice' and (@tlsPort > 0 or @defaultMode = 'secure'
        or channel/@mode = 'secure')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">SPICE with TLS needs certificates on the host</xsl:with-param>
        <xsl:with-param name="rule">graphics-spice-tls</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="interface" mode="refuse">
    <xsl:if test="@type = 'bridge' and not(source/@bridge) and $default-bridge = ''">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">an interface of type bridge names no bridge</xsl:with-param>
        <xsl:with-param name="rule">interface-bridge-missing</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="disk" mode="refuse">
    <xsl:variable name="bus"><xsl:apply-templates select="." mode="bus"/></xsl:variable>
    <xsl:variable name="plain"><xsl:apply-templates select="target" mode="plain"/></xsl:variable>
    <xsl:variable name="letters"><xsl:apply-templates select="target" mode="letters"/></xsl:variable>
    <xsl:if test="backenddomain[not(@name = 'dom0' or @name = 'Domain-0' or @name = '0')]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the image is in another domain</xsl:with-param>
        <xsl:with-param name="rule">disk-backenddomain</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="driver[@name and not(@name = 'qemu' or @name = 'tap'
        or @name = 'tap2' or @name = 'phy' or @name = 'file')]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">unknown disk driver</xsl:with-param>
        <xsl:with-param name="rule">disk-driver-unknown</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="driver[($xen or @name != 'qemu') and @type and not(contains(
        ' raw aio qcow2 qcow vmdk vdi vhd vpc qed bochs cloop dmg ploop ',
        concat(' ', @type, ' '))) and not(../@type = 'dir' and ($xen or @type = 'fat'))]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">unknown disk format</xsl:with-param>
        <xsl:with-param name="rule">disk-format-unknown</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$xen and shareable and driver[1][@type
        and not(@type = 'raw' or @type = 'aio')]">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">a shared disk must be raw</xsl:with-param>
        <xsl:with-param name="rule">disk-shareable-format</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$plain = 'no' and ($xen or target/@bus = 'xen' or starts-with(target/@dev, 'xvd')
        or (not(target/@bus) and translate(target/@dev, '0123456789abcdefpx', '') = '')
        or (string-length($letters) &gt; 1 and translate($letters, concat($lower, '0123456789'), '') = ''
            and translate(substring($letters, string-length($letters)), '0123456789', '') = ''))">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">a disk needs a new name, use domconv: <xsl:value-of
            select="target/@dev"/></xsl:with-param>
        <xsl:with-param name="rule">disk-target-normalise</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="disk-source-odd"/>
    <xsl:if test="$bus = '?'">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">a disk needs a free name, use domconv: <xsl:value-of
            select="target/@dev"/></xsl:with-param>
        <xsl:with-param name="rule">disk-cdrom-bus</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="(starts-with(source/@file, 'tap:')
        or starts-with(source/@dev, 'tap:') or starts-with(source/@file, 'tap2:')
        or starts-with(source/@dev, 'tap2:')) and not(contains(source/@*, ':aio:'))">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the source of a disk names its format</xsl:with-param>
        <xsl:with-param name="rule">disk-source-prefix</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- what this stylesheet does not read: another spelling of a path, an attribute of the other type -->
  <xsl:template name="disk-source-odd">
    <xsl:for-each select=".//source/@file | .//source/@dev">
      <xsl:if test="contains(., '//') or contains(., '/./')
          or substring(., string-length() - 1) = '/.'
          or (string-length() &gt; 1 and substring(., string-length()) = '/')">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">the path of an image is not plain</xsl:with-param>
          <xsl:with-param name="rule">disk-source-kind</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="$xen and ((not(@type) and (source/@dev or starts-with(source/@file, '/dev/')))
        or (@type = 'file' and source/@dev and not(source/@file))
        or (@type = 'block' and source/@file and not(source/@dev)))">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">a disk is not of the type that its source says</xsl:with-param>
        <xsl:with-param name="rule">disk-source-kind</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- an image without its prefix, below /dev if it is relative -->
  <xsl:template match="disk" mode="image">
    <xsl:variable name="path">
      <xsl:call-template name="disk-source-prefix">
        <xsl:with-param name="path">
          <xsl:value-of select="source/@file"/>
          <xsl:if test="not(source/@file)"><xsl:value-of select="source/@dev"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$path != ''">
      <xsl:text>|</xsl:text>
      <xsl:if test="not(source/@file or starts-with($path, '/'))">/dev/</xsl:if>
      <xsl:value-of select="$path"/>
      <xsl:text>|</xsl:text>
    </xsl:if>
    <xsl:if test="$path = '' and source[@pool and @volume]">
      <xsl:value-of select="concat('|volume/', source/@pool, '/', source/@volume, '|')"/>
    </xsl:if>
    <xsl:if test="$path = '' and source[@protocol and @name and not(@pool and @volume)]">
      <xsl:value-of select="concat('|network/', source/@protocol, '/', source/@name, '@',
          source/host[1]/@name, ':', source/host[1]/@port, '|')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="disk-image-twice">
    <xsl:variable name="images">
      <xsl:apply-templates select="disk" mode="image"/>
    </xsl:variable>
    <xsl:for-each select="disk[source]">
      <xsl:variable name="image"><xsl:apply-templates select="." mode="image"/></xsl:variable>
      <xsl:if test="$image != '' and contains(substring-after($images, $image), $image)">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">two disks have one image</xsl:with-param>
          <xsl:with-param name="rule">disk-image-twice</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- disk-name-collision: names that are equal now, or would be -->
  <xsl:template match="devices" mode="collisions">
    <xsl:if test="$xen">
      <xsl:call-template name="disk-image-twice"/>
    </xsl:if>
    <xsl:variable name="names">
      <xsl:for-each select="disk[target]">
        <xsl:text>|</xsl:text>
        <xsl:apply-templates select="." mode="dev"/>
        <xsl:text>|</xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="old-names">
      <xsl:for-each select="disk[target]">
        <xsl:text>|</xsl:text>
        <xsl:apply-templates select="target" mode="name"/>
        <xsl:text>|</xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="disk[target]">
      <xsl:variable name="dev"><xsl:apply-templates select="." mode="dev"/></xsl:variable>
      <xsl:variable name="key" select="concat('|', $dev, '|')"/>
      <xsl:variable name="old"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
      <xsl:variable name="old-key" select="concat('|', $old, '|')"/>
      <xsl:if test="$dev != '' and (contains(substring-after($names, $key), $key)
          and ($dev != string(target/@dev) or $xen)
          or contains(substring-after($old-names, $old-key), $old-key))">
        <xsl:call-template name="stop">
          <xsl:with-param name="why">two disks would get the name <xsl:value-of
              select="$dev"/></xsl:with-param>
          <xsl:with-param name="rule">disk-name-collision</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The names of disks -->

  <!-- disk-target-normalise: ioemu:hda, hda:disk, /dev/xvda -->
  <xsl:template match="target" mode="name">
    <xsl:variable name="tail">
      <xsl:choose>
        <xsl:when test="starts-with(@dev, 'ioemu:')"><xsl:value-of
            select="substring-after(@dev, 'ioemu:')"/></xsl:when>
        <xsl:when test="starts-with(@dev, '/dev/')"><xsl:value-of
            select="substring-after(@dev, '/dev/')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@dev"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="suffix" select="substring-after($tail, ':')"/>
    <xsl:choose>
      <xsl:when test="$suffix = 'disk' or ($suffix = 'cdrom' and ../@device = 'cdrom')">
        <xsl:value-of select="substring-before($tail, ':')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$tail"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- yes: a prefix that libvirt knows and letters -->
  <xsl:template match="target" mode="plain">
    <xsl:variable name="letters"><xsl:apply-templates select="." mode="letters"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$letters != '' and translate($letters, $lower, '') = ''">yes</xsl:when>
      <xsl:otherwise>no</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="target" mode="letters">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="starts-with($name, 'xvd')"><xsl:value-of select="substring($name, 4)"/></xsl:when>
      <xsl:when test="starts-with($name, 'hd') or starts-with($name, 'sd')
          or starts-with($name, 'vd') or starts-with($name, 'fd')">
        <xsl:value-of select="substring($name, 3)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The bus a disk will have; ? where a name would have to be looked for; nothing where it had
       none and gets none. -->
  <xsl:template match="disk" mode="bus">
    <xsl:variable name="bus" select="string(target/@bus)"/>
    <xsl:variable name="dev"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
    <!-- what libvirt takes it for -->
    <xsl:variable name="implied">
      <xsl:choose>
        <xsl:when test="$bus != ''"><xsl:value-of select="$bus"/></xsl:when>
        <xsl:when test="starts-with($dev, 'xvd')">xen</xsl:when>
        <xsl:when test="starts-with($dev, 'hd')">ide</xsl:when>
        <xsl:when test="starts-with($dev, 'sd')">scsi</xsl:when>
        <xsl:when test="starts-with($dev, 'vd')">virtio</xsl:when>
        <xsl:when test="starts-with($dev, 'fd')">fdc</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="letters"><xsl:apply-templates select="target" mode="letters"/></xsl:variable>
    <xsl:variable name="first-four" select="string-length($letters) = 1
        and contains('abcd', $letters)"/>
    <xsl:variable name="placed"><xsl:apply-templates select="." mode="placed"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$placed = 'yes'">
        <xsl:variable name="place"><xsl:apply-templates select="." mode="place"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="$place = ''">?</xsl:when>
          <xsl:when test="starts-with($place, 'hd')">ide</xsl:when>
          <xsl:otherwise>sata</xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="not($xen) and $implied != 'xen'"><xsl:value-of select="$bus"/></xsl:when>
      <xsl:when test="@device = 'floppy'">
        <xsl:choose>
          <xsl:when test="$implied = 'fdc' or $implied = 'usb' or $pv">
            <xsl:value-of select="$implied"/>
          </xsl:when>
          <xsl:otherwise>?</xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="@device = 'cdrom'">
        <xsl:choose>
          <xsl:when test="$implied = 'ide' and $q35">sata</xsl:when>
          <xsl:when test="$implied = 'ide' and not($first-four)">?</xsl:when>
          <xsl:otherwise><xsl:value-of select="$implied"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <!-- disk-bus-xen, disk-bus-missing, disk-pv-emulated-name, disk-hvm-xvd -->
      <xsl:when test="$implied = 'xen'
          or ($pv and ($bus != 'virtio' or starts-with($dev, 'xvd')))">
        <xsl:choose>
          <!-- disk-ide-readonly -->
          <xsl:when test="$xen and (readonly or @type = 'dir') and ($disk-bus = 'sata' or $disk-bus = 'ide')"
            >virtio</xsl:when>
          <xsl:when test="$disk-bus = 'ide' and ($q35 or string-length($dev) &lt; 3
              or not(contains('abcd', substring($dev, string-length($dev)))))">?</xsl:when>
          <xsl:otherwise><xsl:value-of select="$disk-bus"/></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <!-- disk-ide-readonly: SATA has no such disks either -->
      <xsl:when test="($implied = 'ide' or $bus = 'sata') and (readonly or @type = 'dir')">virtio</xsl:when>
      <!-- disk-ide-q35: there is no IDE that could overflow -->
      <xsl:when test="$implied = 'ide' and $q35">sata</xsl:when>
      <!-- disk-ide-overflow -->
      <xsl:when test="$implied = 'ide' and not($first-four)">virtio</xsl:when>
      <xsl:otherwise><xsl:value-of select="$implied"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- yes: a CD-ROM that cannot stay on its bus, and gets a place as CD-ROM -->
  <xsl:template match="disk" mode="placed">
    <xsl:variable name="bus" select="string(target/@bus)"/>
    <xsl:variable name="dev"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
    <xsl:if test="@device = 'cdrom' and ($pv or $bus = 'xen' or $bus = 'virtio'
        or ($bus = '' and (starts-with($dev, 'xvd') or ($xen and starts-with($dev, 'vd')))))"
      >yes</xsl:if>
  </xsl:template>

  <!-- disk-cdrom-bus: the name of the only CD-ROM that gets a place; nothing where names have to be
       given out: its own on IDE if no other disk will have it, else the first that is free. -->
  <xsl:template match="disk" mode="place">
    <xsl:variable name="name"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
    <xsl:variable name="others">
      <xsl:for-each select="../disk[target][count(. | current()) = 2]">
        <xsl:variable name="placed"><xsl:apply-templates select="." mode="placed"/></xsl:variable>
        <xsl:text>|</xsl:text>
        <xsl:choose>
          <xsl:when test="$placed = 'yes'">?</xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="dev"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>|</xsl:text>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="own" select="contains('|hda|hdb|hdc|hdd|', concat('|', $name, '|'))"/>
    <xsl:choose>
      <xsl:when test="$name = '' or contains($others, '?')"/>
      <xsl:when test="$q35-machine">
        <xsl:if test="not(contains($others, '|sd'))">sda</xsl:if>
      </xsl:when>
      <xsl:when test="$own and not(contains($others, concat('|', $name, '|')))">
        <xsl:value-of select="$name"/>
      </xsl:when>
      <xsl:when test="$own"/>
      <xsl:when test="not(contains($others, '|hdc|'))">hdc</xsl:when>
      <xsl:when test="not(contains($others, '|hdd|'))">hdd</xsl:when>
      <xsl:when test="not(contains($others, '|hdb|'))">hdb</xsl:when>
      <xsl:when test="not(contains($others, '|hda|'))">hda</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The name a disk will have: its letters stay, unless it gets a place. -->
  <xsl:template match="disk" mode="dev">
    <xsl:variable name="bus"><xsl:apply-templates select="." mode="bus"/></xsl:variable>
    <xsl:variable name="name"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
    <xsl:variable name="placed"><xsl:apply-templates select="." mode="placed"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$placed = 'yes'"><xsl:apply-templates select="." mode="place"/></xsl:when>
      <xsl:when test="$pv and @device = 'floppy'"/>
      <xsl:when test="not($xen) and $bus = string(target/@bus)">
        <xsl:value-of select="target/@dev"/>
      </xsl:when>
      <!-- a bus that has no names of its own leaves xvda alone -->
      <xsl:when test="$bus = string(target/@bus) and not($pv and $bus != 'virtio')
          and not(starts-with($name, 'xvd')
          and contains(' virtio ide scsi sata usb fdc ', concat(' ', $bus, ' ')))">
        <xsl:value-of select="$name"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:choose>
          <xsl:when test="$bus = 'virtio'">vd</xsl:when>
          <xsl:when test="$bus = 'sata' or $bus = 'scsi' or $bus = 'usb'">sd</xsl:when>
          <xsl:when test="$bus = 'ide'">hd</xsl:when>
          <xsl:when test="$bus = 'fdc'">fd</xsl:when>
        </xsl:choose>
        <xsl:apply-templates select="target" mode="letters"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- yes: the disk has another bus or name now, and not just its bus spelled out -->
  <xsl:template match="disk" mode="moved">
    <xsl:variable name="bus"><xsl:apply-templates select="." mode="bus"/></xsl:variable>
    <xsl:variable name="dev"><xsl:apply-templates select="." mode="dev"/></xsl:variable>
    <xsl:variable name="name"><xsl:apply-templates select="target" mode="name"/></xsl:variable>
    <xsl:if test="target and ($dev != $name
        or (target/@bus and $bus != string(target/@bus)))">yes</xsl:if>
  </xsl:template>

  <!-- yes: another bus than it has, or libvirt takes it for -->
  <xsl:template match="disk" mode="other-bus">
    <xsl:variable name="bus"><xsl:apply-templates select="." mode="bus"/></xsl:variable>
    <xsl:variable name="moved"><xsl:apply-templates select="." mode="moved"/></xsl:variable>
    <xsl:if test="$moved = 'yes' and $bus != string(target/@bus)">yes</xsl:if>
  </xsl:template>

  <xsl:template match="/domain/devices/disk/target">
    <xsl:variable name="bus"><xsl:apply-templates select=".." mode="bus"/></xsl:variable>
    <xsl:variable name="dev"><xsl:apply-templates select=".." mode="dev"/></xsl:variable>
    <xsl:variable name="other-bus"><xsl:apply-templates select=".." mode="other-bus"/></xsl:variable>
    <xsl:copy>
      <xsl:choose>
        <xsl:when test="$other-bus = 'yes'">
          <xsl:apply-templates select="@*[name() != 'rotation_rate' and name() != 'removable']"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="@*"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$dev != string(@dev)">
        <xsl:attribute name="dev"><xsl:value-of select="$dev"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="$bus != string(@bus)">
        <xsl:attribute name="bus"><xsl:value-of select="$bus"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="disk-address-stale" match="/domain/devices/disk/address">
    <xsl:variable name="moved"><xsl:apply-templates select=".." mode="moved"/></xsl:variable>
    <xsl:variable name="dev"><xsl:apply-templates select=".." mode="dev"/></xsl:variable>
    <xsl:if test="not(../target) or ($moved != 'yes' and $dev = string(../target/@dev))">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="disk-bus-properties" match="/domain/devices/disk/wwn
      | /domain/devices/disk/vendor | /domain/devices/disk/product
      | /domain/devices/disk/geometry">
    <xsl:variable name="other-bus"><xsl:apply-templates select=".." mode="other-bus"/></xsl:variable>
    <xsl:if test="$other-bus != 'yes'">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="watchdog-ib700-q35" match="/domain/devices/watchdog/@model[. = 'ib700']">
    <xsl:attribute name="model">
      <xsl:choose>
        <xsl:when test="$xen and $q35">i6300esb</xsl:when>
        <xsl:otherwise>ib700</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- Disks: driver and source -->

  <xsl:template match="/domain/devices/disk">
    <xsl:choose>
      <!-- disk-floppy-pv -->
      <xsl:when test="$pv and @device = 'floppy'"/>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:apply-templates select="@*"/>
          <!-- virtio-transitional -->
          <xsl:variable name="bus"><xsl:apply-templates select="." mode="bus"/></xsl:variable>
          <xsl:if test="$virtio-model != 'virtio' and $bus = 'virtio' and target
              and (not(@model) or @model = 'virtio')">
            <xsl:attribute name="model"><xsl:value-of select="$virtio-model"/></xsl:attribute>
          </xsl:if>
          <xsl:variable name="head" select="node()[not(self::* or preceding-sibling::*)]"/>
          <xsl:apply-templates select="$head"/>
          <xsl:if test="not(driver) and target">
            <xsl:call-template name="disk-format-default"/>
          </xsl:if>
          <xsl:variable name="body" select="node()[self::* or preceding-sibling::*]"/>
          <xsl:apply-templates select="$body[self::* or following-sibling::*]"/>
          <!-- disk-dir-fat -->
          <xsl:if test="$xen and @type = 'dir' and not(readonly)"><readonly/></xsl:if>
          <xsl:apply-templates select="$body[not(self::* or following-sibling::*)]"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="disk-format-default">
    <xsl:if test="$xen">
      <driver name="qemu" type="raw">
        <xsl:call-template name="disk-dir-fat"/>
        <xsl:call-template name="disk-cache"/>
      </driver>
    </xsl:if>
  </xsl:template>

  <!-- disk-driver-tap, -tap2, -phy, -file, disk-format-aio, -vhd, -default -->
  <xsl:template match="/domain/devices/disk/driver">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@name = 'tap' or @name = 'tap2' or @name = 'phy' or @name = 'file'">
        <xsl:attribute name="name">qemu</xsl:attribute>
      </xsl:if>
      <xsl:if test="$xen or @name = 'tap' or @name = 'tap2' or @name = 'phy' or @name = 'file'">
        <xsl:choose>
          <xsl:when test="../@type = 'dir' and (not(@type) or $xen)"/>
          <xsl:when test="not(@type) or @type = 'aio'">
            <xsl:attribute name="type">raw</xsl:attribute>
          </xsl:when>
          <xsl:when test="@type = 'vhd'">
            <xsl:attribute name="type">vpc</xsl:attribute>
          </xsl:when>
        </xsl:choose>
      </xsl:if>
      <xsl:if test="$xen">
        <xsl:variable name="driver" select="."/>
        <xsl:for-each select="..">
          <xsl:call-template name="disk-dir-fat"/>
          <xsl:call-template name="disk-cache">
            <xsl:with-param name="driver" select="$driver"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- called with the disk -->
  <xsl:template name="disk-dir-fat">
    <xsl:if test="@type = 'dir'"><xsl:attribute name="type">fat</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- called with the disk -->
  <xsl:template name="disk-cache">
    <xsl:param name="driver" select="/.."/>
    <xsl:variable name="removable" select="@device = 'cdrom' or @device = 'floppy'"/>
    <xsl:choose>
      <xsl:when test="$cache != '' and not($removable)">
        <xsl:attribute name="cache"><xsl:value-of select="$cache"/></xsl:attribute>
      </xsl:when>
      <xsl:when test="$driver/@cache"/>
      <xsl:when test="$driver/@io = 'native'
          or (not($removable) and ($driver/@name = 'tap' or $driver/@name = 'tap2'))">
        <xsl:attribute name="cache">none</xsl:attribute>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/domain/devices/disk/source/@file | /domain/devices/disk/source/@dev">
    <xsl:variable name="path">
      <xsl:call-template name="disk-source-prefix">
        <xsl:with-param name="path" select="."/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="name() = 'dev' and contains(substring-before(concat($path, '/'), '/'), ':')">
      <xsl:call-template name="stop">
        <xsl:with-param name="why">the disk source needs a block script of Xen</xsl:with-param>
        <xsl:with-param name="rule">disk-driver-unknown</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="device">
      <xsl:apply-templates select="../.." mode="device"/>
    </xsl:variable>
    <!-- what the disk's type is about takes the other's place -->
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$device = ''"><xsl:value-of select="name()"/></xsl:when>
        <xsl:when test="$device = 'yes' and name() = 'file'">dev</xsl:when>
        <xsl:when test="$device = 'no' and name() = 'dev'">file</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$name != ''">
      <xsl:attribute name="{$name}">
        <xsl:if test="name() = 'dev' and $path != '' and not(starts-with($path, '/'))
            and ($xen or $path != string())">/dev/</xsl:if>
        <xsl:value-of select="$path"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/domain/devices//source[parent::backingStore or parent::mirror
      or parent::dataStore]/@*[name() = 'file' or name() = 'dev']">
    <xsl:variable name="device"><xsl:apply-templates select="../.." mode="device"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$device = ''"><xsl:value-of select="name()"/></xsl:when>
        <xsl:when test="$device = 'yes' and name() = 'file'">dev</xsl:when>
        <xsl:when test="$device = 'no' and name() = 'dev'">file</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$name != ''">
      <xsl:attribute name="{$name}"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- of a disk: yes or no if its path is not of its type's kind -->
  <xsl:template match="disk | backingStore | mirror | dataStore" mode="device">
    <xsl:variable name="path">
      <xsl:call-template name="disk-source-prefix">
        <xsl:with-param name="path">
          <xsl:choose>
            <xsl:when test="@type = 'file'"><xsl:value-of select="source/@file"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="source/@dev"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="n" select="string-length($path)"/>
    <xsl:variable name="is" select="starts-with($path, '/dev/') and not(starts-with($path, '/dev/shm/')
        or starts-with($path, '/dev/hugepages/'))"/>
    <xsl:choose>
      <xsl:when test="@type = 'file' and $is">yes</xsl:when>
      <xsl:when test="@type = 'block' and not($is) and starts-with($path, '/')
          and ($xen or contains(' .img .raw .iso .vhd .vdi ', concat(' ', substring($path, $n - 3), ' '))
               or contains(' .qcow .vmdk ', concat(' ', substring($path, $n - 4), ' '))
               or substring($path, $n - 5) = '.qcow2')">no</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="disk-source-kind" match="/domain/devices//*[self::disk or self::backingStore
      or self::mirror or self::dataStore]/@type[. = 'file' or . = 'block']">
    <xsl:variable name="device"><xsl:apply-templates select=".." mode="device"/></xsl:variable>
    <xsl:attribute name="type">
      <xsl:choose>
        <xsl:when test="$device = 'yes'">block</xsl:when>
        <xsl:when test="$device = 'no'">file</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="disk-source-prefix">
    <xsl:param name="path"/>
    <xsl:variable name="prefix" select="substring-before($path, ':')"/>
    <xsl:choose>
      <xsl:when test="$prefix = 'tap' or $prefix = 'tap2' or $prefix = 'aio' or $prefix = 'phy'
          or $prefix = 'file'">
        <xsl:call-template name="disk-source-prefix">
          <xsl:with-param name="path" select="substring-after($path, ':')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$path"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="disk-transient" match="/domain[@type = 'xen']/devices/disk/transient"/>

  <!-- The domain itself -->

  <!-- disk-cache: native AIO needs cache=none -->
  <xsl:template match="/domain[@type = 'xen']/devices/disk/driver/@io[. = 'native']">
    <xsl:variable name="new">
      <xsl:choose>
        <xsl:when test="$cache != '' and not(../../@device = 'cdrom' or ../../@device = 'floppy')">
          <xsl:value-of select="$cache"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="../@cache"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$new = '' or $new = 'none' or $new = 'directsync'">
      <xsl:copy/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="domain-type" match="/domain[@type = 'xen']/@type">
    <xsl:attribute name="type"><xsl:value-of select="$type"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="live-domain-id" match="/domain[@type = 'xen']/@id"/>
  <xsl:template name="bootloader" match="/domain/bootloader"/>
  <xsl:template name="bootloader-args" match="/domain/bootloader_args"/> <!-- bootloader-args-quiet -->
  <xsl:template name="xen-commandline" match="/domain/xen:commandline"/>
  <xsl:template name="seclabel" match="/domain/seclabel[@model = 'flask']
      | /domain/devices//seclabel[@model = 'flask']"/>

  <!-- os-missing: behind what libvirt writes before it -->
  <xsl:template match="/domain[@type = 'xen'][not(os)]">
    <xsl:variable name="place" select="(bootloader_args | self::*[not(bootloader_args)]/bootloader
        | self::*[not(bootloader_args or bootloader)]/vcpu
        | self::*[not(bootloader_args or bootloader or vcpu)]/currentMemory
        | self::*[not(bootloader_args or bootloader or vcpu or currentMemory)]/memory
        | self::*[not(bootloader_args or bootloader or vcpu or currentMemory or memory)]/uuid
        | self::*[not(bootloader_args or bootloader or vcpu or currentMemory or memory
                      or uuid)]/name)[1]"/>
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:if test="generate-id() = generate-id($place)">
          <xsl:call-template name="os-missing"/>
        </xsl:if>
      </xsl:for-each>
      <xsl:if test="not($place)">
        <xsl:call-template name="os-missing"/>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="os-missing">
    <os>
      <xsl:call-template name="os-type"/>
      <xsl:call-template name="boot-dev-added"/>
    </os>
    <xsl:if test="not(/domain/features)">
      <xsl:call-template name="features-missing"/>
      <xsl:call-template name="cpu-model-added"/>
    </xsl:if>
  </xsl:template>

  <!-- An element that is made anew says everything. -->
  <xsl:template name="os-type">
    <type machine="{$machine-name}">
      <xsl:call-template name="os-arch-missing"/>
      <xsl:text>hvm</xsl:text>
    </type>
  </xsl:template>

  <xsl:template match="/domain[@type = 'xen']/os">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <!-- loader-ovmf -->
      <xsl:if test="$efi">
        <xsl:attribute name="firmware">efi</xsl:attribute>
      </xsl:if>
      <!-- os-missing -->
      <xsl:if test="not(type)">
        <xsl:call-template name="os-type"/>
      </xsl:if>
      <xsl:call-template name="content"/>
      <xsl:call-template name="boot-dev-added"/>
      <xsl:call-template name="rest"/>
    </xsl:copy>
    <xsl:if test="not(../features)">
      <xsl:call-template name="features-missing"/>
      <xsl:call-template name="cpu-model-added"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/domain/os/type">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="os-arch-missing"/>
      <xsl:call-template name="os-machine"/>
      <!-- os-type-pv, os-type-pvh -->
      <xsl:variable name="text" select="normalize-space()"/>
      <xsl:choose>
        <xsl:when test="$text = 'linux' or $text = 'xen' or $text = 'xenpvh' or $text = 'pvh'">
          <xsl:call-template name="text"><xsl:with-param name="new" select="'hvm'"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
    <!-- firmware-secure-boot -->
    <xsl:if test="$uefi and not(../firmware or preceding-sibling::type)">
      <firmware>
        <feature enabled="no" name="secure-boot"/>
      </firmware>
    </xsl:if>
  </xsl:template>

  <!-- asked for, it has stopped -->
  <xsl:template name="firmware-secure-boot" match="/domain/os/firmware[1]">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="content"/>
      <xsl:if test="$uefi and not(feature/@name = 'secure-boot')">
        <feature enabled="no" name="secure-boot"/>
      </xsl:if>
      <xsl:call-template name="rest"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="/domain/os/firmware[1]/feature[@name = 'secure-boot'][1]">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="$uefi"><xsl:attribute name="enabled">no</xsl:attribute></xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <!-- The content with other text: that may be in pieces, with comments between, which stay. -->
  <xsl:template name="text">
    <xsl:param name="new"/>
    <xsl:variable name="first" select="text()[normalize-space()][1]"/>
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="not(self::text())"><xsl:apply-templates select="."/></xsl:when>
        <xsl:when test="generate-id() = generate-id($first)"><xsl:value-of select="$new"/></xsl:when>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="not($first)"><xsl:value-of select="$new"/></xsl:if>
  </xsl:template>

  <xsl:template name="os-arch-missing">
    <xsl:if test="$xen and not(/domain/os/type/@arch)">
      <xsl:attribute name="arch"><xsl:value-of select="$arch"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="os-machine">
    <xsl:variable name="old" select="/domain/os/type/@machine"/>
    <xsl:if test="starts-with($old, 'xen') or ($xen and not($old))">
      <xsl:attribute name="machine"><xsl:value-of select="$machine-name"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="boot-text" match="/domain[@type = 'xen']/os/boot[not(@dev)][normalize-space()]">
    <xsl:if test="not($pv and /domain/devices/*/boot/@order)">
      <boot dev="{normalize-space()}">
        <xsl:call-template name="bootloader-pypxeboot"/>
        <xsl:apply-templates select="comment() | processing-instruction()"/>
      </boot>
      <xsl:call-template name="boot-no-hd"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="boot-order-conflict" match="/domain[@type = 'xen']/os
      /boot[@dev or not(normalize-space())]">
    <xsl:if test="not($pv and /domain/devices/*/boot/@order)">
      <xsl:copy>
        <xsl:apply-templates select="@*"/>
        <xsl:call-template name="bootloader-pypxeboot"/>
        <xsl:apply-templates select="node()"/>
      </xsl:copy>
      <xsl:call-template name="boot-no-hd"/>
    </xsl:if>
  </xsl:template>

  <!-- called with a boot element: behind the last one, if no other is the hard disk -->
  <xsl:template name="boot-no-hd">
    <xsl:if test="not(following-sibling::boot) and not(../boot[@dev = 'hd'
            or (not(@dev) and normalize-space() = 'hd')])
        and not(contains(/domain/bootloader, 'pypxeboot')) and not(/domain/devices/*/boot/@order)
        and /domain/devices/disk[not(@device = 'cdrom' or @device = 'floppy')]">
      <boot dev="hd"/>
    </xsl:if>
  </xsl:template>

  <!-- called with a boot element: the first one is the network -->
  <xsl:template name="bootloader-pypxeboot">
    <xsl:if test="contains(/domain/bootloader, 'pypxeboot') and not(preceding-sibling::boot)">
      <xsl:attribute name="dev">network</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- boot-dev-added, and bootloader-pypxeboot where there is no order -->
  <xsl:template name="boot-dev-added">
    <xsl:if test="($pv or contains(/domain/bootloader, 'pypxeboot')) and not(/domain/os/boot)
        and not(/domain/devices/*/boot/@order)">
      <boot dev="hd">
        <xsl:if test="contains(/domain/bootloader, 'pypxeboot')">
          <xsl:attribute name="dev">network</xsl:attribute>
        </xsl:if>
      </boot>
    </xsl:if>
  </xsl:template>

  <xsl:template name="loader-hvmloader" match="/domain/os/loader">
    <!-- a PV guest has no firmware, whatever stands there -->
    <xsl:if test="not($pv or $efi or contains(., 'hvmloader') or ($xen and contains(., '/xen/'))
        or starts-with($loader, '/usr/lib/xen') or starts-with($loader, '/usr/lib64/xen')
        or starts-with($loader, '/usr/libexec/xen') or starts-with($loader, '/usr/share/xen')
        or $loader = 'pygrub' or contains(concat($loader, '|'), '/pygrub|')
        or ($xen and $loader = ''))">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="loader-nvram" match="/domain[@type = 'xen']/os/nvram"/>

  <!-- kernel-hvmloader, kernel-pvgrub, kernel-bootloader-residue, kernel-temporary, kernel-empty,
       cmdline-without-kernel -->
  <xsl:template match="/domain/os/kernel | /domain/os/initrd | /domain/os/cmdline">
    <xsl:if test="$kernel = 'keep' and (not($xen) or ../kernel[normalize-space()])">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <!-- with a kernel that stays the document has been refused -->
  <xsl:template name="os-root" match="/domain[@type = 'xen']/os/root"/>

  <!-- Features, CPU, clock -->

  <xsl:template name="features-missing">
    <features>
      <acpi/>
      <apic/>
    </features>
  </xsl:template>

  <!-- features-acpi, features-apic -->
  <xsl:template match="/domain[@type = 'xen']/features">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="content"/>
      <xsl:if test="not(*[last()][self::viridian])">
        <xsl:call-template name="features-added"/>
      </xsl:if>
      <xsl:call-template name="rest"/>
    </xsl:copy>
    <xsl:call-template name="cpu-model-added"/>
  </xsl:template>

  <xsl:template name="feature-hap" match="/domain[@type = 'xen']/features/hap"/>
  <xsl:template name="feature-xen" match="/domain/features/xen"/>

  <!-- called with features -->
  <xsl:template name="features-added">
    <xsl:if test="not(acpi)"><acpi/></xsl:if>
    <xsl:if test="not(apic)"><apic/></xsl:if>
  </xsl:template>

  <xsl:template name="feature-viridian" match="/domain[@type = 'xen']/features/viridian">
    <xsl:if test="not(following-sibling::*)">
      <xsl:for-each select="..">
        <xsl:call-template name="features-added"/>
      </xsl:for-each>
    </xsl:if>
    <hyperv>
      <relaxed state="on"/>
      <vapic state="on"/>
      <spinlocks state="on" retries="8191"/>
    </hyperv>
  </xsl:template>

  <xsl:template name="cpu-model-added">
    <xsl:if test="not(/domain/cpu) and $cpu != 'none'">
      <cpu>
        <xsl:call-template name="cpu-mode"/>
      </cpu>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/domain[@type = 'xen']/cpu">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="not(@mode) and not(model) and $cpu != 'none'">
        <xsl:call-template name="cpu-mode"/>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="cpu-mode">
    <xsl:attribute name="mode">
      <xsl:choose>
        <xsl:when test="$cpu = 'host-passthrough' and $type = 'qemu'">maximum</xsl:when>
        <xsl:otherwise><xsl:value-of select="$cpu"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="cpu-passthrough-tcg"
                match="/domain[@type = 'xen']/cpu/@mode[. = 'host-passthrough']">
    <xsl:attribute name="mode">
      <xsl:choose>
        <xsl:when test="$type = 'qemu'">maximum</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="cpu-topology" match="/domain[@type = 'xen']/cpu/topology">
    <xsl:variable name="has">
      <xsl:choose>
        <xsl:when test="/domain/vcpu"><xsl:value-of select="normalize-space(/domain/vcpu)"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="dies">
      <xsl:choose>
        <xsl:when test="@dies"><xsl:value-of select="@dies"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="shows" select="@sockets * $dies * @cores * @threads"/>
    <xsl:if test="$has = '' or not($shows > 0) or $shows = $has
        or translate(concat($has, $dies, @sockets, @cores, @threads), '0123456789', '') != ''">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <!-- Names of libxl's -->
  <xsl:variable name="features"> svm_npt=npt svm_lbrv=lbrv svm_nrips=nrip-save
      svm_tscrate=tsc-scale svm_vmcbclean=vmcb-clean svm_decode=decodeassists
      svm_pausefilt=pause-filter sse4_1=sse4.1 sse4_2=sse4.2 aesni=aes sha=sha-ni
      avx512-ifma=avx512ifma avx512-vbmi=avx512vbmi arch-caps=arch-capabilities
      core-caps=core-capability rstr-fp-err-ptrs=xsaveerptr </xsl:variable>

  <xsl:template match="/domain[@type = 'xen']/cpu/feature">
    <xsl:variable name="new" select="substring-before(substring-after(normalize-space(
        concat('| ', $features, ' |')), concat(' ', @name, '=')), ' ')"/>
    <xsl:choose>
      <!-- cpu-feature-name -->
      <xsl:when test="$new != '' and ../feature/@name = $new"/>
      <xsl:when test="$new != ''">
        <xsl:copy>
          <xsl:apply-templates select="@*"/>
          <xsl:attribute name="name"><xsl:value-of select="$new"/></xsl:attribute>
          <xsl:apply-templates select="node()"/>
        </xsl:copy>
      </xsl:when>
      <!-- cpu-feature-unknown -->
      <xsl:when test="contains(@name, '_') and not(contains(' ds_cpl tsc_adjust mbm_total mbm_local
          fxsr_opt lahf_lm cmp_legacy nodeid_msr perfctr_core perfctr_nb ',
          concat(' ', @name, ' ')))"/>
      <xsl:otherwise>
        <xsl:copy-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="timer-tsc-frequency"
                match="/domain[@type = 'xen']/clock/timer[@name = 'tsc']/@frequency"/>

  <xsl:template match="/domain[@type = 'xen']/clock">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:call-template name="content"/>
      <!-- feature-viridian -->
      <xsl:if test="../features/viridian and not(timer/@name = 'hypervclock')">
        <timer name="hypervclock" present="yes"/>
      </xsl:if>
      <!-- clock-windows -->
      <xsl:if test="$windows and not(preceding-sibling::clock)">
        <xsl:if test="not(timer/@name = 'rtc')">
          <timer name="rtc" tickpolicy="catchup"/>
        </xsl:if>
        <xsl:if test="not(timer/@name = 'pit')">
          <timer name="pit" tickpolicy="delay"/>
        </xsl:if>
        <xsl:if test="not(timer/@name = 'hpet')">
          <timer name="hpet" present="no"/>
        </xsl:if>
      </xsl:if>
      <xsl:call-template name="rest"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="clock-sync" match="/domain[@type = 'xen']/clock/@sync">
    <xsl:if test="not(../@offset)">
      <xsl:attribute name="offset"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="timer-platform"
                match="/domain/clock/timer[@name = 'platform']"/>
  <xsl:template name="memory-hotplug"
                match="/domain[@type = 'xen'][not(cpu/numa)]/maxMemory"/>

  <!-- the primary one is the first, unless another one says so -->
  <xsl:template name="video-second" match="/domain[@type = 'xen']/devices
      /video[not(model/@type = 'qxl')
             and (model/@primary = 'yes' and preceding-sibling::video/model/@primary = 'yes'
                  or not(model/@primary = 'yes') and (preceding-sibling::video
                      or following-sibling::video/model/@primary = 'yes'))]"/>

  <xsl:template name="memtune-min-guarantee"
                match="/domain[@type = 'xen']/memtune/min_guarantee"/>
  <xsl:template name="cputune-shares" match="/domain[@type = 'xen']/cputune/shares"/>

  <!-- lifecycle-preserve, -rename-restart, -coredump -->
  <xsl:template match="/domain/on_poweroff | /domain/on_reboot | /domain/on_crash">
    <xsl:variable name="new"><xsl:apply-templates select="." mode="action"/></xsl:variable>
    <xsl:variable name="reboot">
      <xsl:apply-templates select="../on_reboot" mode="action"/>
    </xsl:variable>
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <!-- lifecycle-restart-destroy -->
        <xsl:when test="self::on_poweroff and $new = 'restart' and $reboot = 'destroy'">
          <xsl:call-template name="text"><xsl:with-param name="new" select="'destroy'"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="$new = normalize-space()">
          <xsl:apply-templates select="node()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="text"><xsl:with-param name="new" select="$new"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="*" mode="action">
    <xsl:variable name="old" select="normalize-space()"/>
    <xsl:choose>
      <xsl:when test="$old = 'rename-restart'">restart</xsl:when>
      <xsl:when test="self::on_crash"><xsl:value-of select="$old"/></xsl:when>
      <xsl:when test="$old = 'preserve'">destroy</xsl:when>
      <xsl:when test="starts-with($old, 'coredump-')">
        <xsl:value-of select="substring-after($old, 'coredump-')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$old"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Devices -->

  <xsl:template name="devices" match="/domain[@type = 'xen']/devices">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates select="node()[not(self::* or preceding-sibling::*)]"/>
      <xsl:if test="*">
        <xsl:call-template name="emulator-added"/>
      </xsl:if>
      <xsl:apply-templates select="node()[(self::* or preceding-sibling::*)
          and (self::* or following-sibling::*)]"/>
      <xsl:call-template name="lifecycle-crash-panic"/>
      <xsl:call-template name="console-pv-implicit"/>
      <xsl:if test="not(*)">
        <xsl:call-template name="emulator-added"/>
      </xsl:if>
      <xsl:call-template name="rest"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="emulator-added">
    <xsl:if test="not(emulator) and $emulator != '' and $emulator != 'omit'">
      <emulator><xsl:value-of select="$emulator"/></emulator>
    </xsl:if>
  </xsl:template>

  <xsl:template name="emulator" match="/domain/devices/emulator">
    <xsl:choose>
      <xsl:when test="not($xen or contains(., '/xen/') or contains(., '/xen-')
          or contains(concat(normalize-space(), '|'), 'qemu-dm|'))">
        <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
      </xsl:when>
      <xsl:when test="$emulator = 'omit'"/>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:call-template name="text">
            <xsl:with-param name="new">
              <xsl:value-of select="$emulator"/>
              <xsl:if test="$emulator = ''">/usr/bin/kvm</xsl:if>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="console-pv-implicit">
    <xsl:if test="$pv and not(console) and not(serial)">
      <console type="pty">
        <target type="{$console}" port="0"/>
      </console>
    </xsl:if>
  </xsl:template>

  <xsl:template name="lifecycle-crash-panic">
    <xsl:if test="$panic != '' and not(panic)
        and ../on_crash[normalize-space() != 'destroy']">
      <panic model="isa"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="live-alias" match="/domain[@type = 'xen']/devices//alias">
    <xsl:if test="starts-with(@name, 'ua-')">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="live-tty" match="/domain[@type = 'xen']/devices/*/@tty"/>
  <xsl:template name="live-pty-source"
                match="/domain[@type = 'xen']/devices/*[@type = 'pty']/source"/>

  <!-- Interfaces -->

  <xsl:template match="/domain/devices/interface">
    <xsl:if test="not($xen and $hostdev = 'drop' and @type = 'hostdev')">
      <xsl:copy>
        <xsl:apply-templates select="@*"/>
        <xsl:call-template name="interface-hostdev-driver"/>
        <xsl:for-each select="node()[self::* or following-sibling::*]">
          <xsl:apply-templates select="."/>
          <xsl:if test="self::mac[following-sibling::* or ../@type = 'bridge']">
            <xsl:for-each select="..">
              <xsl:call-template name="interface-bridge-missing"/>
            </xsl:for-each>
          </xsl:if>
          <xsl:if test="self::source[following-sibling::*]">
            <xsl:call-template name="interface-script-ovs"/>
            <xsl:call-template name="interface-ovs-vlan"/>
          </xsl:if>
        </xsl:for-each>
        <xsl:if test="not(mac) and @type = 'bridge'">
          <xsl:call-template name="interface-bridge-missing"/>
        </xsl:if>
        <xsl:call-template name="interface-model-pv"/>
        <xsl:for-each select="source[not(following-sibling::*)]">
          <xsl:call-template name="interface-script-ovs"/>
          <xsl:call-template name="interface-ovs-vlan"/>
        </xsl:for-each>
        <xsl:if test="not(source)">
          <xsl:call-template name="virtualport"/>
        </xsl:if>
        <xsl:if test="@type = 'ethernet' and not(mac[following-sibling::*])">
          <xsl:call-template name="interface-bridge-missing"/>
        </xsl:if>
        <xsl:call-template name="rest"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- interface-model-pv, interface-model-default: where there is no model -->
  <xsl:template name="interface-model-pv">
    <xsl:if test="$xen and not(model) and not(@type = 'hostdev')">
      <xsl:choose>
        <xsl:when test="$pv"><model type="{$pv-model}"/></xsl:when>
        <xsl:when test="$nic-model-default != ''"><model type="rtl8139"/></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- interface-model-netfront, -pv, -ignored-pv, -ioemu, -unknown -->
  <xsl:template match="/domain/devices/interface/model/@type">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="starts-with(., 'ioemu:')"><xsl:value-of
            select="substring-after(., 'ioemu:')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:attribute name="type">
      <xsl:choose>
        <xsl:when test="$pv and $name = 'virtio' and ../../@type = 'hostdev'">virtio</xsl:when>
        <xsl:when test="$name = 'netfront' or $pv">
          <xsl:value-of select="$pv-model"/>
        </xsl:when>
        <xsl:when test="$xen and $name = 'virtio'"><xsl:value-of select="$virtio-model"/></xsl:when>
        <xsl:when test="not($xen) or contains($nic-models, concat(' ', $name, ' '))">
          <xsl:value-of select="$name"/>
        </xsl:when>
        <xsl:otherwise>rtl8139</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="/domain/devices/interface/script">
    <xsl:choose>
      <!-- interface-script, -ovs, -routed, -custom -->
      <xsl:when test="$xen or starts-with(@path, 'vif-') or contains(@path, '/vif-')
          or ../@type = 'bridge'"/>
      <xsl:otherwise>
        <xsl:copy-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/domain[@type = 'xen']/devices/interface/downscript"/>

  <xsl:template name="interface-ip" match="/domain[@type = 'xen']/devices/interface/ip
      | /domain[@type = 'xen']/devices/interface/route
      | /domain/devices/interface[@type = 'bridge' or @type = 'network' or @type = 'direct']/ip
      | /domain/devices/interface[@type = 'bridge' or @type = 'network' or @type = 'direct']
        /route"/>
  <xsl:template name="interface-backenddomain" match="/domain/devices/interface/backenddomain"/>
  <xsl:template name="disk-backenddomain" match="/domain/devices/disk/backenddomain"/>
  <xsl:template name="disk-script" match="/domain/devices/disk/script"/>

  <!-- vif6.0, vif-6.0, tap6.0, and vif6.0-emu, the emulated one beside it -->
  <xsl:template name="live-vif-target" match="/domain/devices/interface/target[@dev]">
    <xsl:variable name="rest" select="translate(substring(@dev, 4), '0123456789', '')"/>
    <xsl:variable name="dash" select="substring(@dev, 4, 1) = '-'"/>
    <xsl:if test="not((starts-with(@dev, 'vif') or starts-with(@dev, 'tap'))
        and ($rest = '.' or $rest = '.-emu' or ($dash and ($rest = '-.' or $rest = '-.-emu'))))">
      <xsl:copy-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="interface-ethernet"
                match="/domain[@type = 'xen']/devices/interface/@type[. = 'ethernet']">
    <xsl:attribute name="type">
      <xsl:choose>
        <xsl:when test="$default-bridge != ''">bridge</xsl:when>
        <xsl:otherwise>ethernet</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- interface-ethernet, interface-bridge-missing: where there is a source -->
  <xsl:template name="interface-ethernet-source" match="/domain[@type = 'xen']/devices
      /interface[@type = 'ethernet' or (@type = 'bridge' and not(source/@bridge))]/source">
    <xsl:choose>
      <xsl:when test="$default-bridge != ''">
        <xsl:copy>
          <xsl:apply-templates select="@*[name() != 'dev']"/>
          <xsl:attribute name="bridge"><xsl:value-of select="$default-bridge"/></xsl:attribute>
          <xsl:apply-templates select="node()"/>
        </xsl:copy>
      </xsl:when>
      <xsl:when test="../@type = 'ethernet' and @dev and not(*)"/>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:apply-templates select="@* | node()"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- interface-bridge-missing, interface-ethernet: where there is no source -->
  <xsl:template name="interface-bridge-missing">
    <xsl:if test="$xen and $default-bridge != '' and not(source)
        and (@type = 'ethernet' or @type = 'bridge')">
      <source bridge="{$default-bridge}"/>
    </xsl:if>
  </xsl:template>

  <!-- called with the interface -->
  <xsl:template name="virtualport">
    <xsl:if test="script[contains(@path, 'vif-openvswitch')] and not(virtualport)
        and not(@type = 'ethernet' and $default-bridge = '')">
      <virtualport type="openvswitch"/>
    </xsl:if>
  </xsl:template>

  <!-- called with the source -->
  <xsl:template name="interface-script-ovs">
    <xsl:for-each select="..">
      <xsl:call-template name="virtualport"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What follows the name of an Open vSwitch bridge: .VLAN:TRUNK:TRUNK, each part optional -->
  <xsl:template match="source" mode="tags">
    <xsl:variable name="name" select="substring-before(concat(@bridge, ':'), ':')"/>
    <xsl:variable name="bridge" select="substring-before(concat($name, '.'), '.')"/>
    <xsl:variable name="tags" select="substring(@bridge, string-length($bridge) + 1)"/>
    <xsl:if test="not(../@type = 'ethernet') and $bridge != ''
        and ($xen and ../virtualport/@type = 'openvswitch'
             or ../script[contains(@path, 'vif-openvswitch')]) and not(../vlan)
        and translate(substring($tags, 2), '0123456789:', '') = ''">
      <xsl:value-of select="$tags"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/domain/devices/interface/source/@bridge">
    <xsl:variable name="tags"><xsl:apply-templates select=".." mode="tags"/></xsl:variable>
    <xsl:attribute name="bridge">
      <xsl:value-of select="substring(., 1, string-length() - string-length($tags))"/>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="interface-ovs-vlan">
    <xsl:variable name="tags"><xsl:apply-templates select="." mode="tags"/></xsl:variable>
    <xsl:variable name="vlan" select="substring-before(substring-after(concat($tags, ':'), '.'), ':')"/>
    <xsl:variable name="trunks" select="substring-after($tags, ':')"/>
    <xsl:choose>
      <xsl:when test="$trunks != ''">
        <vlan trunk="yes">
          <xsl:if test="$vlan != ''">
            <tag id="{$vlan}" nativeMode="untagged"/>
          </xsl:if>
          <xsl:call-template name="trunk-tags">
            <xsl:with-param name="tags" select="$trunks"/>
          </xsl:call-template>
        </vlan>
      </xsl:when>
      <xsl:when test="$vlan != ''">
        <vlan>
          <tag id="{$vlan}"/>
        </vlan>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="trunk-tags">
    <xsl:param name="tags"/>
    <xsl:if test="$tags != ''">
      <tag id="{substring-before(concat($tags, ':'), ':')}"/>
      <xsl:call-template name="trunk-tags">
        <xsl:with-param name="tags" select="substring-after($tags, ':')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="interface-hostdev-driver">
    <xsl:if test="$xen and @type = 'hostdev' and not(driver)">
      <driver name="vfio"/>
    </xsl:if>
  </xsl:template>

  <!-- Other devices -->

  <xsl:template match="/domain/devices/hostdev">
    <xsl:if test="not($xen and $hostdev = 'drop')">
      <xsl:copy>
        <xsl:apply-templates select="@*"/>
        <xsl:call-template name="hostdev-driver-xen"/>
        <xsl:apply-templates select="node()"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template name="hostdev-driver-xen">
    <xsl:if test="$xen and @type = 'pci' and not(driver)">
      <driver name="vfio"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/domain/devices/hostdev/driver
      | /domain/devices/interface[@type = 'hostdev']/driver">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@name = 'xen' or ($xen and not(@name))">
        <xsl:attribute name="name">vfio</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="hostdev-writefiltering"
                match="/domain/devices/hostdev/source/@writeFiltering
                       | /domain/devices/interface/source/@writeFiltering"/>

  <xsl:template name="hostdev-nostrictreset"
                match="/domain/devices/hostdev/@nostrictreset"/>

  <!-- console-xen, console-xen-virtio -->
  <xsl:template match="/domain/devices/console/target">
    <xsl:variable name="first" select="not(../preceding-sibling::console)"/>
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="@type = 'xen' or ($xen and not(@type))">
        <xsl:attribute name="type">
          <xsl:choose>
            <!-- beside a serial port, libvirt would take a serial console for that -->
            <xsl:when test="$xen and ../../serial and ($pv or @type = 'xen')">virtio</xsl:when>
            <!-- an HVM guest's console repeats its serial port -->
            <xsl:when test="$first and ($pv or not($xen))"><xsl:value-of
                select="$console"/></xsl:when>
            <xsl:when test="$first">serial</xsl:when>
            <xsl:otherwise>virtio</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="console-extra-serial" match="/domain[@type = 'xen']/devices
      /console[preceding-sibling::console][target/@type = 'serial']"/>

  <xsl:template name="serial-wiremode"
                match="/domain[@type = 'xen']/devices/*[@type = 'tcp']/source/@wiremode"/>
  <xsl:template match="/domain[@type = 'xen']/devices/*[@type = 'tcp']/source[@wiremode]">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
    <xsl:if test="not(../protocol)">
      <protocol type="{@wiremode}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="channel-xen" match="/domain/devices/channel/target/@type[. = 'xen']">
    <xsl:attribute name="type">virtio</xsl:attribute>
  </xsl:template>

  <xsl:template name="channel-agent-unix" match="/domain[@type = 'xen']/devices
      /channel[target/@name = 'org.qemu.guest_agent.0']/@type[. = 'pty']">
    <xsl:attribute name="type">unix</xsl:attribute>
  </xsl:template>

  <xsl:template name="live-channel-source" match="/domain[@type = 'xen']/devices
      /channel[@type = 'unix']/source[contains(@path, '/libxl/')]"/>

  <xsl:template name="input-xen-mouse"
                match="/domain/devices/input[(@type = 'mouse' or @type = 'tablet') and @bus = 'xen'
                    or @type = 'mouse' and not(@bus)]">
    <xsl:choose>
      <!-- where libvirt's Xen drivers take no bus for Xen's -->
      <xsl:when test="not(@bus) and not($pv)">
        <xsl:copy>
          <xsl:apply-templates select="@* | node()"/>
        </xsl:copy>
      </xsl:when>
      <xsl:when test="not(@type = 'mouse' and ../input/@type = 'tablet')
          and not(../controller[@type = 'usb'][@model = 'none'])">
        <xsl:copy>
          <xsl:apply-templates select="@*"/>
          <xsl:attribute name="type">tablet</xsl:attribute>
          <xsl:attribute name="bus">usb</xsl:attribute>
          <xsl:apply-templates select="node()"/>
        </xsl:copy>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="/domain/devices/input[not(@type = 'mouse' or @type = 'tablet'
      or @type = 'keyboard')]/@bus[. = 'xen']"/>

  <xsl:template name="input-xen-keyboard"
                match="/domain/devices/input[@type = 'keyboard']/@bus[. = 'xen']">
    <xsl:attribute name="bus">ps2</xsl:attribute>
  </xsl:template>

  <xsl:template name="video-xen" match="/domain/devices/video/model[@type = 'xen']">
    <xsl:copy>
      <xsl:apply-templates select="@*[name() != 'vram' and name() != 'ram' and name() != 'vram64'
          and name() != 'vgamem']"/>
      <xsl:attribute name="type">vga</xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="memballoon-xen" match="/domain/devices/memballoon/@model[. = 'xen']">
    <xsl:attribute name="model"><xsl:value-of select="$virtio-model"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="virtio-transitional" match="/domain[@type = 'xen']/devices/*[self::memballoon
      or self::rng or self::vsock]/@model[. = 'virtio']">
    <xsl:attribute name="model"><xsl:value-of select="$virtio-model"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="/domain[@type = 'xen']/devices/controller/@model[. = 'virtio-scsi']">
    <xsl:attribute name="model">
      <xsl:choose>
        <xsl:when test="$virtio-model = 'virtio'">virtio-scsi</xsl:when>
        <xsl:otherwise><xsl:value-of select="$virtio-model"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="controller-xenbus" match="/domain/devices/controller[@type = 'xenbus']"/>

  <xsl:template name="controller-qusb"
                match="/domain/devices/controller[@type = 'usb'][@model = 'qusb1' or @model = 'qusb2']">
    <xsl:copy>
      <xsl:apply-templates select="@*[name() != 'ports']"/>
      <xsl:attribute name="model">
        <xsl:choose>
          <xsl:when test="@model = 'qusb1'">piix3-uhci</xsl:when>
          <xsl:otherwise>nec-xhci</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="controller-ide"
                match="/domain[@type = 'xen']/devices/controller[@type = 'ide']">
    <xsl:if test="not($q35 or @index > 0)">
      <xsl:copy>
        <xsl:apply-templates select="@* | node()"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sound-ich7"
                match="/domain[@type = 'xen']/devices/sound/@model[. = 'ich7']">
    <xsl:attribute name="model">ich6</xsl:attribute>
  </xsl:template>

  <!-- QEMU has one VNC server -->
  <xsl:template name="graphics-sdl"
                match="/domain[@type = 'xen']/devices/graphics[@type = 'sdl'
                       or @type = 'qubes']">
    <xsl:if test="not(../graphics[@type = 'vnc']
        or preceding-sibling::graphics[@type = 'sdl' or @type = 'qubes'])">
      <graphics type="vnc" port="-1" autoport="yes" listen="127.0.0.1">
        <xsl:copy-of select="@*[name() != 'type' and name() != 'port' and name() != 'autoport'
            and name() != 'listen' and name() != 'display' and name() != 'xauth'
            and name() != 'fullscreen' and name() != 'log_level']"/>
      </graphics>
    </xsl:if>
  </xsl:template>

  <xsl:template name="graphics-passwd-long" match="/domain[@type = 'xen']/devices
      /graphics[@type = 'vnc']/@passwd">
    <xsl:attribute name="passwd"><xsl:value-of select="substring(., 1, 8)"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="live-graphics-port"
                match="/domain[@type = 'xen']/devices/graphics[@autoport = 'yes'
                       or (/domain/@id and not(@autoport))]/@port">
    <xsl:attribute name="port">-1</xsl:attribute>
    <xsl:if test="not(../@autoport)"><xsl:attribute name="autoport">yes</xsl:attribute></xsl:if>
  </xsl:template>
</xsl:stylesheet>
