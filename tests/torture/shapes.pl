# shapes.pl SHAPE BYTES: prints a document, or a stream of them, of that shape and about that size.
# Where many files are the shape, they are written to the directory files, with 200 bytes each.
use strict;
use warnings;

my ($shape, $bytes) = @ARGV;
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
	sounds => sub { "<sound model='ich7'/><channel type='pty'><target type='xen' name='c$_[0]'/></channel>\n" },
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
	put("<domain type='xen'><name>a</name><devices>");
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
	files => sub { write_files(sub { "<domain type='xen'><name>n$_[0]</name></domain>\n" }) },
	'files-dir' => sub { write_files(sub { "<domain type='kvm'><name>n$_[0]</name></domain>\n" }) },
	(map { my $set = $sets{$_}; ("order-$_" => sub { write_set($set) }) } keys %sets),
	'script-chain' => sub { write_set($sets{chain}) },
);
$whole{$_} = $more{$_} for keys %more;

if ($shape eq '--list') {
	print "$_\n" for (sort keys %kvm, sort keys %xen, sort keys %whole, sort keys %pool, sort keys %lines, sort keys %mapped);
} elsif ($xen{$shape}) {
	xen_with($xen{$shape});
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
