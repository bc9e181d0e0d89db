# shapes.pl SHAPE BYTES: prints a document, or a stream of them, of that shape and about that size.
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

if ($shape eq '--list') {
	print "$_\n" for (sort keys %kvm, sort keys %xen, sort keys %whole);
} elsif ($xen{$shape}) {
	put("<domain type='xen'><name>a</name><devices>");
	fill($xen{$shape});
	put("</devices></domain>\n");
} elsif ($kvm{$shape}) {
	put("<domain type='kvm'><name>a</name><metadata>");
	fill($kvm{$shape});
	put("</metadata></domain>\n");
} elsif ($whole{$shape}) {
	$whole{$shape}->();
} else {
	die "no such shape: $shape\n";
}
