# shapes.pl SHAPE BYTES [TYPE]: prints a document, or a stream of them, of that shape and about that
# size; TYPE: of the domain, for shapes of a Xen domain.  Where many files are the shape, they are
# written to the directory files, with 200 bytes each.
# shapes.pl --list: all shapes; --rows: what limits.sh measures, a shape and a way to run it each.
use strict;
use warnings;

my ($shape, $bytes, $type) = @ARGV;
$type //= 'xen';
my $size = 0;

sub put {
	my ($text) = @_;
	$size += length $text;
	print $text;
}

# fill TEXT...: the function's texts until the document is large enough
sub fill {
	my ($next) = @_;
	for (my $i = 0; $size < $bytes; $i++) {
		put($next->($i));
	}
}

sub letters { # as in disk names: 0 is a, 26 is aa
	my ($i) = @_;
	my $s = '';
	for ($i++; $i > 0; $i = int(($i - 1) / 26)) {
		$s = chr(97 + ($i - 1) % 26) . $s;
	}
	return $s;
}

my %xen = ( # what stands in a Xen domain's devices
	disks => sub { "<disk type='file'><driver name='file'/><source file='/i/$_[0]'/>"
		. "<target dev='xvd" . letters($_[0]) . "' bus='xen'/></disk>\n" },
	'same-disks' => sub { "<disk type='file'><source file='/i'/><target dev='xvda'/></disk>\n" },
	'cdroms' => sub { "<disk device='cdrom'><target dev='hd" . letters($_[0]) . "' bus='ide'/></disk>\n" },
	partitions => sub { "<disk type='file'><source file='/i/$_[0]'/><target dev='xvda"
		. ($_[0] % 4000 + 1) . "'/></disk>\n" },
	interfaces => sub { "<interface type='bridge'><source bridge='xenbr$_[0]'/>"
		. "<script path='vif-bridge'/><model type='netfront'/></interface>\n" },
	consoles => sub { "<console type='pty'><target type='xen' port='$_[0]'/></console>\n" },
	serials => sub { "<serial type='pty'><source path='/dev/pts/$_[0]'/></serial>\n" },
	controllers => sub { "<controller type='xenbus' index='$_[0]' maxGrantFrames='1'/>\n" },
	hostdevs => sub { "<hostdev mode='subsystem' type='pci'><driver name='xen'/><source>"
		. "<address bus='0x01'/></source></hostdev>\n" },
	inputs => sub { "<input type='mouse' bus='xen'/><input type='keyboard' bus='xen'/>\n" },
	graphics => sub { "<graphics type='vnc' passwd='secret$_[0]'/><video><model type='xen' vram='4096'/></video>\n" },
	unknown => sub { "<dsik nmae='$_[0]'/><disk dveice='x'><target bus='virtoi'/></disk><what/><vcpu/>\n" },
	sounds => sub { "<sound model='ich7'/><channel type='pty'><target type='xen' name='c$_[0]'/></channel>\n" },
);

# once TEXT: the text, the first time
my %said;
sub once {
	return $said{$_[0]}++ ? '' : $_[0];
}

# attributes BYTES: about so many bytes of attributes
sub attributes {
	my ($length) = @_;
	my $text = '';
	for (my $i = 0; length $text < $length; $i++) { $text .= " a$i='$i'" }
	return $text;
}

# declarations N: so many namespaces, with the prefixes p0, p1, ...
sub declarations {
	return join '', map { " xmlns:p$_='u'" } 0 .. int($_[0]);
}

# A Xen domain's inside: what is there once, what is there many times, what is behind it.  What is
# looked at for each of many elements is theirs alone, or is kept: the products of two sizes.
my $hvm = '<os><type>hvm</type></os>';
my $pv = '<os><type>linux</type></os>';
my %within = (
	# an element and its siblings
	scripts => sub { ["$hvm<devices><interface type='bridge'><source bridge='b'/>", sub { "<script path='/x$_[0]'/>" }, '</interface></devices>'] },
	'ovs-scripts' => sub { ["$hvm<devices><interface type='bridge'>", sub { "<script path='vif-openvswitch'/>" }, '</interface></devices>'] },
	sources => sub { ["$hvm<devices><interface type='bridge'><script path='vif-openvswitch'/>", sub { "<source bridge='b.5'/>" }, '</interface></devices>'] },
	'disk-sources' => sub { ["$hvm<devices><disk type='file'><target dev='hda'/>", sub { "<source file='/i/$_[0]'/>" }, '</disk></devices>'] },
	'disk-targets' => sub { ["$hvm<devices><disk type='file'>", sub { "<target dev='hda'/>" }, '</disk></devices>'] },
	windows => sub { ["$hvm<devices>" . "<graphics type='spice'/>" x 100, sub { $_[0] % 2 ? "<graphics type='spice'/>" : "<graphics type='sdl'/>" }, '</devices>'] },
	'windows-behind' => sub { ["$hvm<devices>", sub { $size < $bytes / 2 ? "<input/>" : "<graphics type='sdl'/>" }, '</devices>'] },
	'spice-channels' => sub { ["$hvm<devices><graphics type='spice'>", sub { "<channel name='main' mode='secure'/>" }, '</graphics></devices>'] },
	'cpu-features' => sub { ["$hvm<cpu>", sub { "<feature name='svm_npt'/>" }, '</cpu>'] },
	'cpu-names' => sub { ["$hvm<cpu>", sub { "<feature name='x_$_[0]'/>" }, '</cpu>'] },
	topologies => sub { ["$hvm<cpu>", sub { "<topology sockets='2' cores='1' threads='1'/>" }, '</cpu>'] },
	cpus => sub { [$hvm, sub { "<cpu><topology sockets='2' cores='1' threads='1'/></cpu>" }, ''] },
	'max-memories' => sub { ["$hvm<cpu>" . '<feature/>' x 100, sub { $size < $bytes / 2 ? '<feature/>' : once('</cpu>') . '<maxMemory>1</maxMemory>' }, ''] },
	viridians => sub { ["$hvm<features>", sub { '<viridian/>' }, '</features>'] },
	'features-elements' => sub { [$hvm, sub { '<features/>' }, ''] },
	timers => sub { ["$hvm<features><viridian/></features><clock>", sub { "<timer name='platform'/>" }, '</clock>'] },
	wiremodes => sub { ["$hvm<devices><serial type='tcp'>", sub { "<source wiremode='telnet'/>" }, '</serial></devices>'] },
	'hvm-cdroms' => sub { ["$hvm<devices>", sub { "<disk device='cdrom'><target dev='hd" . letters($_[0]) . "' bus='ide'/></disk>" }, '</devices>'] },
	'hvm-buses' => sub { ["$hvm<devices>", sub { "<disk device='cdrom'><target dev='sd" . letters($_[0]) . "' bus='b$_[0]'/></disk>" }, "<disk><target dev='hda'/></disk></devices>"] },
	'hvm-disks' => sub { ["$hvm<devices>", sub { "<disk type='file'><source file='/i/$_[0]'/><target dev='xvd" . letters($_[0]) . "'/></disk>" }, '</devices>'] },
	types => sub { ['<os>', sub { '<type/>' }, "</os><devices><disk><target dev='hda' bus='ide'/></disk></devices>"] },
	loaders => sub { ['<os><type>hvm</type>', sub { '<loader>/ovmf</loader>' }, '</os>'] },
	boots => sub { ['<os><type>hvm</type>', sub { '<boot>hd</boot>' }, '</os>'] },
	'os-elements' => sub { [$hvm, sub { '<os><loader>/ovmf</loader></os>' }, ''] },
	'devices-elements' => sub { [$hvm, sub { '<devices/>' }, ''] },
	aliases => sub { ["$hvm<devices>", sub { '<alias/>' }, '</devices>'] },
	seclabels => sub { [$hvm, sub { "<seclabel model='flask'/>" }, ''] },
	'host-interfaces' => sub { ["$hvm<devices>", sub { "<interface type='hostdev'/>" }, '</devices>'] },
	channels => sub { ["$hvm<devices>", sub { "<channel type='pty'><source/><target name='org.qemu.guest_agent.0'/></channel>" }, '</devices>'] },
	tables => sub { ['<os><type>hvm</type><acpi>', sub { '<table>/x</table>' }, '</acpi></os>'] },
	# a kernel's command line and the disks, or what stands before the serial port
	'words-disks' => sub { ["<devices>", sub {
		$size < $bytes / 2 ? "<disk><target dev='xvd" . letters($_[0]) . "'/></disk>"
			: once('</devices><os><kernel>/k</kernel><cmdline>') . '/dev/xvd' . letters($_[0]) . ' ' }, '</cmdline></os>'] },
	'words-unknown' => sub { ["<os><type>linux</type><kernel>/k</kernel><cmdline>", sub { '/dev/xvd' . letters($_[0]) . '1 ' }, "</cmdline></os><devices><disk><target dev='hda'/></disk></devices>"] },
	'words-consoles' => sub { ['<os><type>linux</type><kernel>/k</kernel><cmdline>', sub {
		$size < $bytes / 2 ? 'console=hvc0 ' : once('</cmdline></os><devices>') . '<input/>' }, '</devices>'] },
	# an element's attributes and its children
	'attributes-children' => sub { ["$hvm<devices><interface " . attributes($bytes / 2) . " type='bridge'><source bridge='b'/>", sub { "<script path='vif-$_[0]'/>" }, '</interface></devices>'] },
	'attributes-root' => sub { ["<os " . attributes($bytes / 2) . "><type>hvm</type>", sub { '<loader>/ovmf</loader>' }, '</os>'] },
	'attributes-disk' => sub { ["$hvm<devices><disk " . attributes($bytes / 2) . " type='file'><source " . attributes($bytes / 2) . " file='/x'/>", undef, "<target dev='hda'/></disk></devices>"] },
	'first-attribute' => sub { ["$hvm<devices a='" . 'x' x ($bytes / 2) . "'>", sub { "<controller type='xenbus'/>" }, '</devices>'] },
	# namespaces
	commandlines => sub { [$hvm, sub { "<p" . ($_[0] * 7919 % int($bytes / 80 + 1)) . ":commandline/>" }, '', declarations($bytes / 80)] },
	'commandline-args' => sub { ["$hvm<x:commandline xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'" . declarations($bytes / 80) . '>', sub { "<x:arg value='$_[0]'/>" }, '</x:commandline>'] },
	# depth, and names on the way down
	'deep-aliases' => sub { ["$hvm<devices>" . '<b>' x 240, sub { '<alias/>' }, '</b>' x 240 . '</devices>'] },
	'deep-children' => sub { ["$hvm<devices>" . '<b>' x 240, sub { '<c><alias/></c>' }, '</b>' x 240 . '</devices>'] },
	'long-path' => sub { ["$hvm<devices><" . 'n' x ($bytes / 3) . '>', sub { '<alias/>' }, '</' . 'n' x ($bytes / 3) . '></devices>'] },
	# indentation: of what stands around, of the neighbors, taken for the document's step
	indented => sub { ["$hvm\n" . ' ' x ($bytes / 2) . '<devices>', sub { "\n <controller type='xenbus' index='0'/>" }, "\n</devices>"] },
	'indented-more' => sub { ["$hvm\n" . ' ' x ($bytes / 2) . '<devices>', sub { "\n <interface type='bridge'>\n <source bridge='b.5'/>\n <script path='vif-openvswitch'/></interface>" }, "\n</devices>"] },
	'indented-lines' => sub { ["$hvm<devices>", sub { "\n<interface type='bridge'>\n" . ' ' x 500 . "<source bridge='b:1:2:3:4:5:6'/>\n<script path='vif-openvswitch'/></interface>" }, "\n</devices>"] },
	'indented-deeper' => sub { ["$hvm<devices>", sub { "\n" . ' ' x ($_[0] % 200) . "<hostdev type='pci'/>" }, "\n</devices>"] },
	'indented-tabs' => sub { ["$hvm\r\n" . "\t" x ($bytes / 2) . '<devices>', sub { "\r\n\t<interface type='ethernet'/>" }, "\r\n</devices>"] },
	'drops-blank' => sub { ["$hvm<devices>", sub { "\n" . ' ' x 200 . "<controller type='xenbus'/>" . ' ' x 200 }, "\n</devices>"] },
	# one line: columns of many messages
	'one-line' => sub { ["$hvm<devices>", sub { "<interface type='bridge'><script path='/x'/></interface>" }, '</devices>'] },
	# as small as an element that is added to can be
	trunks => sub { ["$hvm<devices>\n  ", sub { "<interface type='bridge'><source bridge='b" . join('', map { ":$_" } 1 .. 400) . "'/>\n  <script path='vif-openvswitch'/></interface>\n  " }, '</devices>'] },
	'same-trunks' => sub { ["$hvm<devices><interface type='bridge'><source bridge='b", sub { ':1' }, "'/><script path='vif-openvswitch'/></interface></devices>"] },
	'tiny-disks' => sub { ["$pv\n        <devices>", sub { "\n<disk/>" }, "\n</devices>"] },
	'tiny-targets' => sub { ["$pv\n        <devices>", sub { "\n<disk><target/></disk>" }, "\n</devices>"] },
	'tiny-interfaces' => sub { ["$pv\n        <devices>", sub { "\n<interface/>" }, "\n</devices>"] },
	'tiny-hostdevs' => sub { ["$pv\n        <devices>", sub { "\n<hostdev type='pci'/>" }, "\n</devices>"] },
	'tiny-emulators' => sub { ["$pv\n        <devices>", sub { "\n<emulator/>" }, "\n</devices>"] },
	'tiny-consoles' => sub { ["$pv\n        <devices>", sub { "\n<console><target/></console>" }, "\n</devices>"] },
	'tiny-features' => sub { [$pv, sub { "\n<features/>" }, ''] },
	'tiny-mice' => sub { ["$pv<devices>", sub { "\n<input type='mouse'/>" }, '</devices>'] },
);

my %kvm = ( # what stands in a domain that needs no change
	plain => sub { "<item name='item$_[0]' kind='plain'>text of item $_[0]</item>\n" },
	wide => sub { "<a/>" },
	deep => sub { ("<b>" x 250) . ("</b>" x 250) . "\n" },
	attributes => sub { "<a " . join(' ', map { "a$_='$_'" } 1 .. 1000) . "/>\n" },
	comments => sub { "<!-- comment $_[0] -->" },
	instructions => sub { "<?pi $_[0]?>" },
	references => sub { "<a b='&amp;&#65;'>&lt;&#x41;</a>" },
	cdata => sub { "<a><![CDATA[<$_[0]>]]></a>" },
	blank => sub { "\n" },
	'own-prefix' => sub { "<p$_[0]:a xmlns:p$_[0]='u'/>" },
	'names' => sub { "<n$_[0] a$_[0]=''/>" },
);

my %whole = (
	documents => sub { fill(sub { "<domain type='xen'><name>n$_[0]</name></domain>\n" }) },
	'far-disks' => sub { fill(sub { "<domain type='xen'><devices><disk><target dev='xvdbdwga' bus='xen'/>"
		. "</disk></devices></domain>\n" }) },
	text => sub { put("<domain type='kvm'><name>" . 'x' x $bytes . "</name></domain>\n") },
	value => sub { put("<domain type='kvm'><name a='" . 'x' x $bytes . "'/></domain>\n") },
	tag => sub { put("<domain type='kvm'><a "); fill(sub { "a$_[0]='' " }); put("/></domain>\n") },
	'one-name' => sub { put("<domain type='kvm'><" . 'x' x $bytes . "/></domain>\n") },
	comment => sub { put("<domain type='kvm'><!--" . 'x' x $bytes . "--></domain>\n") },
	'marked-comment' => sub { put("<domain type='kvm'/>\n\xef\xbb\xbf<!--" . 'x' x $bytes
		. "--><domain type='kvm'/>\n") },
	behind => sub { put("<domain type='kvm'/>\n"); fill(sub { "<!-- $_[0] -->\n" }) },
	unfinished => sub { put("<domain type='kvm'><!--" . 'x' x $bytes) },
	prefixes => sub {
		put("<domain type='kvm'");
		my $n = int($bytes / 40);
		put(" xmlns:p$_='u'") for 0 .. $n - 1;
		put(">");
		fill(sub { "<p" . ($_[0] * 7919 % $n) . ":a/>" });
		put("</domain>\n");
	},
	'prefixed-attributes' => sub {
		put("<domain type='kvm'><a");
		my $n = int($bytes / 40);
		put(" xmlns:p$_='u'") for 0 .. $n - 1;
		for (my $i = 0; $size < $bytes; $i++) { put(" p" . ($i * 7919 % $n) . ":a$i=''") }
		put("/></domain>\n");
	},
	'half-done' => sub { # what may be left over, beside what certainly is
		put("<domain type='kvm'><bootloader>/usr/bin/pygrub</bootloader><devices>");
		fill(sub { "<disk type='file'><driver name='qemu' type='aio'/><source file='file:/i'/><target dev='"
			. "vd" . letters($_[0]) . "' bus='virtio'/></disk><interface type='bridge'>"
			. "<script path='/x'/></interface>\n" });
		put("</devices></domain>\n");
	},
	snapshots => sub {
		put("<domainsnapshot><name>s</name><disks>");
		my $half = $bytes / 2;
		for (my $i = 0; $size < $half; $i++) { put("<disk name='xvd" . letters($i) . "'/>") }
		put("</disks><domain type='xen'><devices>");
		fill($xen{disks});
		put("</devices></domain></domainsnapshot>\n");
	},
);

# What stands in a pool of a dump.
my %pool = (
	'pool-hosts' => sub { "<host name='mon$_[0]' port='6789'/>" },
	'pool-same-hosts' => sub { "<host name='mon'/>" },
	'pool-devices' => sub { "<device path='/dev/sd" . letters($_[0]) . "'/>" },
	'pool-auth' => sub { "<auth type='chap' username='u$_[0]'><secret usage='s'/></auth>" },
	'pool-odd' => sub { "<odd$_[0]/>\n" },
);

# Lines of an iSCSI discovery.
my %lines = (
	'discovery-targets' => sub { "10.0.0.1:3260,1 iqn.2010-08.local.ucs:t$_[0]\n" },
	'discovery-portals' => sub { "10." . ($_[0] >> 16) . '.' . ($_[0] >> 8 & 255) . '.' . ($_[0] & 255)
		. ":3260,1 iqn.2010-08.local.ucs:one\n" },
	'discovery-again' => sub { "10.0.0.1:3260,1 iqn.2010-08.local.ucs:one\n" },
	'discovery-same-name' => sub { "10.0.0.1:3260,1 iqn.2010-08.local$_[0].ucs:one\n" },
	'discovery-numbered' => sub { "10.0.0.1:3260,1 iqn.2010-08.local" . ($_[0] % 2 ? $_[0] : '') . ".ucs:a"
		. ($_[0] % 2 ? '' : '-' . $_[0] / 2) . "\n" },
	'discovery-long-name' => sub { "10.0.0.1:3260,1 iqn.2010-08.local:" . 'a' x 190 . "$_[0]\n" },
	'discovery-noise' => sub { "iscsiadm: cannot make connection to 10.0.0.$_[0]\n" },
	'discovery-details' => sub { "Target: iqn.2010-08.local.ucs:t$_[0] (non-flash)\n"
		. "\tCurrent Portal: 10.0.0.1:3260,1\n\tPersistent Portal: 10.0.0.1:3260,1\n" },
	'discovery-blank' => sub { "\n" },
	'commands-targets' => sub { "10.0.0.1:3260,1 iqn.2010-08.local.ucs:t$_[0]\n" },
	'ldif-entries' => sub { "dn: cn=vm$_[0],dc=example\nuniventionVirtualMachineProfileInterface: eth0\n\n" },
	'ldif-others' => sub { "dn: cn=vm$_[0],dc=example\nobjectClass: top\ncn: vm$_[0]\n\n" },
	'ldif-encoded' => sub { "dn:: Y249w5xidW5nLGRjPWV4YW1wbGUsZGM9b3Jn\nuniventionVirtualMachineProfileInterface:: ZXRoMA==\n\n" },
	'ldif-comments' => sub { "# comment $_[0]\n of two lines\n" },
	'ldif-folded-entries' => sub { "dn: cn=vm$_[0],dc=example\nuni\n ventionVirtualMachineProfileInterface: e\n t\n h0\n\n" },
	'maps-bridges' => sub { "bridge eth$_[0]:br$_[0]\n" },
	'maps-networks' => sub { "network net$_[0]:lan\n" },
	'maps-macs' => sub { sprintf "mac 52:54:00:%02x:%02x:%02x:bridge:br0\n", $_[0] >> 16 & 255, $_[0] >> 8 & 255, $_[0] & 255 },
	'maps-devices' => sub { "dev eth$_[0]:en$_[0]\n" },
	'maps-comments' => sub { "# $_[0]\n" },
	'maps-mixed' => sub { $_[0] ? "\n" : "bridge a:b\nnetwork c:d\ndev e:f\nmac 52:54:00:00:00:01:bridge:b\nallow b\n" },
	'maps-allow' => sub { "allow br$_[0]\n" },
	'maps-again' => sub { "bridge eth0:br0\n" },
);

# What has interfaces to be mapped, some of them by name.
my %mapped = (
	'mapped-interfaces' => sub { "<interface type='bridge'><mac address='52:54:00:00:00:01'/><source bridge='eth"
		. $_[0] % 2000 . "'/></interface>\n" },
	'mapped-networks' => sub { "<interface type='network'><source network='default' portgroup='p$_[0]'/></interface>\n" },
	'mapped-direct' => sub { "<interface type='direct'><source dev='eth$_[0]' mode='bridge'/></interface>\n" },
);

# Snapshots, a file each: the name of each one's parent.
my %sets = (
	chain => sub { $_[0] > 0 ? $_[0] - 1 : undef },
	upwards => sub { $_[0] + 1 < $_[1] ? $_[0] + 1 : undef },
	wide => sub { $_[0] > 0 ? 0 : undef },
	roots => sub { undef },
	orphans => sub { "no$_[0]" },
	circle => sub { ($_[0] + 1) % $_[1] },
	tree => sub { $_[0] > 0 ? int(($_[0] - 1) / 2) : undef },
);

sub write_files {
	my ($text) = @_;
	my $count = int($bytes / 200);
	mkdir 'files' or die "files: $!\n";
	for my $i (0 .. $count - 1) {
		open my $file, '>', sprintf 'files/%06d.xml', $i or die "files: $!\n";
		print $file $text->($i, $count);
		close $file or die "files: $!\n";
	}
}

sub write_set {
	my ($parent_of) = @_;
	write_files(sub {
		my $parent = $parent_of->(@_);
		return "<domainsnapshot><name>$_[0]</name>"
			. (defined $parent ? "<parent><name>$parent</name></parent>" : '')
			. "<state>shutoff</state><creationTime>1416830400</creationTime></domainsnapshot>\n";
	});
}

sub xen_with {
	my ($next) = @_;
	put("<domain type='$type'><name>a</name><memory>1</memory><devices>");
	fill($next);
	put("</devices></domain>\n");
}

# A name of half the size, of which each message could tell.
sub long_name {
	put("<domain type='xen'><name>" . 'n' x ($bytes / 2) . "</name><devices>");
	fill(\&half_done);
	put("</devices></domain>\n");
}

# One value of half the size, and others beside it.
sub long_value {
	put("<domain type='xen'><name>a</name><devices><disk type='file'><driver name='" . 'n' x ($bytes / 2)
		. "'/><target dev='xvda'/></disk>");
	fill(\&half_done);
	put("</devices></domain>\n");
}

# What certainly is left over.
sub half_done {
	return "<disk type='file'><driver name='odd' type='odd'/><source file='/i'/><target dev='xvd"
		. letters($_[0]) . "'/></disk><interface type='bridge'><source bridge='x'/><script path='/x'/></interface>\n";
}

my %more = (
	'chain-of-elements' => sub { put("<domain type='kvm'>" . '<b>' x ($bytes / 7) . '</b>' x ($bytes / 7) . "</domain>\n") },
	doctype => sub { put("<!DOCTYPE domain ["); fill(sub { "<!ENTITY e$_[0] 'x'>" }); put("]><domain/>\n") },
	'utf-16' => sub {
		my $text = "<?xml version='1.0' encoding='UTF-16'?><domain type='xen'><name>a</name><devices>";
		for (my $i = 0; length $text < $bytes / 2; $i++) { $text .= $xen{disks}->($i) }
		put("\xff\xfe" . pack('v*', unpack('C*', $text . "</devices></domain>")));
	},
	'latin-1' => sub {
		put("<?xml version='1.0' encoding='ISO-8859-1'?><domain type='xen'><name>\xfc</name><devices>");
		fill($xen{disks});
		put("</devices></domain>\n");
	},
	'references-only' => sub { put("<domain type='kvm'><name>" . '&#65;' x ($bytes / 5) . "</name></domain>\n") },
	'quoted-value' => sub { put("<domain type='xen'><name>a</name><devices><disk><source file='/" . '&lt;&quot;' x ($bytes / 10)
		. "'/><target dev='xvda'/></disk></devices></domain>\n") },
	'checked-disks' => sub { xen_with($xen{disks}) },
	'checked-half-done' => sub { xen_with(\&half_done) },
	'checked-namespaces' => sub { # each of them goes, and has a path
		put("<domain type='xen' xmlns:x='http://libvirt.org/schemas/domain/xen/1.0'><name>a</name>");
		fill(sub { "<x:commandline><!-- $_[0] --></x:commandline><commandline xmlns='u$_[0]'/>\n" });
		put("</domain>\n");
	},
	'checked-lost-comments' => sub {
		put("<domain type='xen'><name>a</name><bootloader>");
		fill($kvm{comments});
		put("</bootloader></domain>\n");
	},
	'checked-split-text' => sub {
		put("<domain type='xen'><name>a</name><os><type>linu");
		fill($kvm{comments});
		put("x</type></os></domain>\n");
	},
	'checked-long-name' => sub { long_name() },
	'checked-long-value' => sub { long_value() },
	'planned-disks' => sub { xen_with($xen{disks}) },
	'planned-half-done' => sub { xen_with(\&half_done) },
	'planned-long-name' => sub { long_name() },
	'planned-interfaces' => sub { xen_with($xen{interfaces}) },
	'one-bridged' => sub { put("<domain type='kvm'><devices>" . $mapped{'mapped-interfaces'}->(7) . "</devices></domain>\n") },
	'mapped-forwards' => sub {
		put("<network><name>n</name><forward mode='bridge'>");
		fill(sub { "<interface dev='eth$_[0]'/>" });
		put("</forward></network>\n");
	},
	'hook-interfaces' => sub { put("<domain type='kvm'><name>guest</name><devices>"); fill($mapped{'mapped-interfaces'});
		put("</devices></domain>\n") },
	'listed-values' => sub { put("dn: cn=a,dc=b\n"); fill(sub { "univentionVirtualMachineProfileInterface: eth$_[0]\n" }); put("\n") },
	'ldif-values' => sub { put("dn: cn=a,dc=b\n"); fill(sub { "univentionVirtualMachineProfileInterface: eth$_[0]\n" }); put("\n") },
	'ldif-same-values' => sub { put("dn: cn=a,dc=b\n"); fill(sub { "univentionVirtualMachineProfileInterface: eth0\n" }); put("\n") },
	'ldif-folded' => sub { put("dn: cn=a,dc=b\nuniventionVirtualMachineProfileInterface: x"); fill(sub { "\n " . 'x' x 76 }); put("\n\n") },
	'ldif-folded-short' => sub { put("dn: cn=a,dc=b\nuniventionVirtualMachineProfileInterface: x"); fill(sub { "\n x" }); put("\n\n") },
	'ldif-folded-empty' => sub { put("dn: cn=a,dc=b\nuniventionVirtualMachineProfileInterface: eth0"); fill(sub { "\n " }); put("\n\n") },
	'ldif-long' => sub { put("dn: cn=a,dc=b\nuniventionVirtualMachineProfileInterface: " . 'x' x $bytes . "\n\n") },
	'ldif-long-dn' => sub { put("dn: cn=" . 'x' x $bytes . "\nuniventionVirtualMachineProfileInterface: eth0\n\n") },
	'ldif-long-base64' => sub { put("dn: cn=a,dc=b\nuniventionVirtualMachineProfileInterface:: " . 'eHh4' x ($bytes / 4) . "\n\n") },
	'discovery-long-line' => sub { put('x' x $bytes . "\n") },
	'discovery-many-words' => sub { put('x ' x ($bytes / 2) . "\n") },
	'config-comment' => sub { put("name = 'a' #" . 'x' x $bytes . "\n") },
	'config-lines' => sub { put("name = 'a'\n" . "\n" x $bytes) },
	'config-string' => sub { put("name = 'a'\nextra = '" . 'x' x $bytes . "'\n") },
	'config-escapes' => sub { put("name = 'a'\nextra = '" . '\\x41' x ($bytes / 4) . "'\n") },
	'config-nested' => sub { put("name = 'a'\nvif = " . '[' x $bytes . "\n") },
	'config-keys' => sub { put("name = 'a'\n"); fill(sub { "vncpaswd$_[0] = 'unknown, and like one that is known'\n" }) },
	'config-same-key' => sub { put("name = 'a'\n"); fill(sub { "extra = 'the same key again and again: $_[0]'\n" }) },
	'config-vifs' => sub { put("name = 'a'\nvif = ["); fill(sub { "'mac=00:16:3e:00:00:01,bridge=br$_[0],script=vif-bridge',\n" }); put("]\n") },
	'config-parts' => sub { put("name = 'a'\nvif = [ '"); fill(sub { "brigde=br$_[0]," }); put("' ]\n") },
	'config-disks' => sub { put("name = 'a'\ntype = 'hvm'\ndisk = ["); fill(sub { "'format=raw,vdev=hdz,access=rw,target=/srv/$_[0].img',\n" }); put("]\n") },
	'config-cpus' => sub { put("name = 'a'\ncpus = '"); fill(sub { "0-4095," }); put("'\n") },
	'config-pins' => sub { put("name = 'a'\ncpus = ["); fill(sub { "'0-4095,^$_[0],^1111,^2222,^3333,^444,^555,^666,^777,^888,^999',\n" }); put("]\n") },
	'config-nodes' => sub { put("name = 'a'\nvnuma = ["); fill(sub { "['pnode=0','size=1','vcpus=0-4095'," . "'vdistances=10,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20'],\n" }); put("]\n") },
	'config-rbd' => sub { put("name = 'a'\ndisk = [ 'vdev=xvda,target=rbd:a/b:mon_host="); fill(sub { "host$_[0];" }); put("' ]\n") },
	'snapshots-both' => sub {
		put("<domainsnapshot><name>s</name><domain type='xen'><devices>");
		my $half = $bytes / 2;
		for (my $i = 0; $size < $half; $i++) { put($xen{disks}->($i)) }
		put("</devices></domain><inactiveDomain type='xen'><devices>");
		fill($xen{disks});
		put("</devices></inactiveDomain></domainsnapshot>\n");
	},
	'mapped-sources' => sub {
		put("<domain type='kvm'><name>a</name><devices><interface type='bridge'>");
		fill(sub { "<source bridge='eth$_[0]'/>" });
		put("</interface></devices></domain>\n");
	},
	'mapped-macs' => sub {
		put("<domain type='kvm'><name>a</name><devices><interface type='bridge'>");
		fill(sub { "<mac address='52:54:00:00:00:01'/>" });
		put("<source bridge='eth0'/></interface></devices></domain>\n");
	},
	'mapped-domains' => sub {
		put("<domainsnapshot><name>s</name>");
		fill(sub { "<domain type='kvm'><devices><interface type='bridge'><source bridge='eth0'/></interface></devices></domain>" });
		put("</domainsnapshot>\n");
	},
	'snapshots-unknown' => sub {
		put("<domainsnapshot><name>s</name><domain type='kvm'><devices/></domain><disks>");
		fill(sub { "<disk name='sd" . letters($_[0]) . "'/>" });
		put("</disks></domainsnapshot>\n");
	},
	'snapshots-paths' => sub {
		put("<domainsnapshot><name>s</name><domain type='xen'><devices>");
		my $half = $bytes / 2;
		for (my $i = 0; $size < $half; $i++) { put($xen{disks}->($i)) }
		put("</devices></domain><disks>");
		fill(sub { "<disk name='/i/$_[0]'/>" });
		put("</disks></domainsnapshot>\n");
	},
	'snapshots-domains' => sub {
		put("<domainsnapshot><name>s</name>");
		fill(sub { "<domain type='xen'><devices><disk><target dev='xvda'/></disk></devices></domain>" });
		put("</domainsnapshot>\n");
	},
	'pool-declared' => sub { # the prefix that is added is taken, and so are the next ones
		put("<pool type='netfs' xmlns:fs='u'");
		for (my $i = 2; $size < $bytes; $i++) { put(" xmlns:fs$i='u'") }
		put("><name>p</name></pool>\n");
	},
	'pool-prefixes' => sub {
		put("<pool type='netfs'" . declarations($bytes / 80) . "><name>p</name>");
		fill(sub { '<p' . ($_[0] * 7919 % int($bytes / 80)) . ':mount_opts/>' });
		put("</pool>\n");
	},
	'discovery-long-target' => sub {
		put("Target: iqn.2010-08.local:" . 'a' x ($bytes / 2) . "\n");
		fill(sub { "\tPortal: 10." . ($_[0] >> 16) . '.' . ($_[0] >> 8 & 255) . '.' . ($_[0] & 255) . ":3260,1\n" });
	},
	'given-paths' => sub { xen_with($xen{disks}) },
	'given-formats' => sub { xen_with($xen{disks}) },
	'given-portals' => sub { fill(sub { "10.0." . ($_[0] >> 8 & 255) . '.' . ($_[0] & 255) . ":3260,1 iqn.2010-08.local.ucs:t$_[0]\n" }) },
	'given-hosts' => sub {
		put("<pool type='rbd'><name>p</name><source>");
		fill(sub { "<host name='old$_[0]'/>" });
		put("<name>x</name></source></pool>\n");
	},
	'named-alike' => sub { fill(sub { "<domain type='kvm'><name>same</name></domain>\n" }) },
	'long-stream' => sub { long_name(); put("<domain type='kvm'/>\n") },
	'decoded-stream' => sub {
		put("<domain type='xen'><name>" . '&amp;' x ($bytes / 10) . "</name><devices>");
		fill(\&half_done);
		put("</devices></domain>\n<domain type='kvm'/>\n");
	},
	'marked-comments' => sub { put("<domain type='kvm'/>\n\xef\xbb\xbf"); fill(sub { "<!-- $_[0] -->" }); put("<domain type='kvm'/>\n") },
	'marked-blank' => sub { put("<domain type='kvm'/>\n\xef\xbb\xbf" . ' ' x $bytes . "<domain type='kvm'/>\n") },
	'blank-behind' => sub { put("<domain type='kvm'/>\n" . "\n" x $bytes . "<domain type='kvm'/>\n") },
	files => sub { write_files(sub { "<domain type='xen'><name>n$_[0]</name></domain>\n" }) },
	'files-dir' => sub { write_files(sub { "<domain type='kvm'><name>n$_[0]</name></domain>\n" }) },
	(map { my $set = $sets{$_}; ("order-$_" => sub { write_set($set) }) } keys %sets),
	'script-chain' => sub { write_set($sets{chain}) },
);
$whole{$_} = $more{$_} for keys %more;

my @xen = (sort keys %xen, sort keys %within);
my @all = (sort keys %kvm, @xen, sort keys %whole, sort keys %pool, sort keys %lines, sort keys %mapped);

# What is read piece by piece, with states that a piece can end in.
my @read = qw(plain wide deep attributes comments instructions cdata documents text value tag one-name comment marked-comment
	marked-comments marked-blank blank-behind behind unfinished prefixes disks);

if ($shape eq '--list') {
	print "$_\n" for @all;
} elsif ($shape eq '--rows') {
	print "$_\n" for @all, map({ ("$_ told", "$_ checked") } @xen), map({ "$_ piped" } @read);
} elsif ($xen{$shape}) {
	xen_with($xen{$shape});
} elsif ($within{$shape}) {
	my ($before, $each, $behind, $root) = @{$within{$shape}->()};
	put("<domain type='$type'" . ($root // '') . "><name>a</name><memory>1</memory>$before");
	fill($each) if $each;
	put("$behind</domain>\n");
} elsif ($kvm{$shape}) {
	put("<domain type='kvm'><name>a</name><metadata>");
	fill($kvm{$shape});
	put("</metadata></domain>\n");
} elsif ($mapped{$shape}) {
	put("<domain type='kvm'><name>a</name><devices>");
	fill($mapped{$shape});
	put("</devices></domain>\n");
} elsif ($pool{$shape}) {
	put("<pool type='rbd'><name>p</name><source>");
	fill($pool{$shape});
	put("<name>x</name></source></pool>\n");
} elsif ($lines{$shape}) {
	fill($lines{$shape});
} elsif ($whole{$shape}) {
	$whole{$shape}->();
} else {
	die "no such shape: $shape\n";
}
