#!/usr/bin/perl
# compare-builds.pl OLD NEW: runs the tools of two build directories over all fixtures, for each row of
# compare-builds.tsv, and compares what they write, byte for byte, their status and their diagnostics
# (-v), document for document.  Fails if anything differs but the words of diagnostics.  Diagnostics
# that differ are counted rule by rule, with an example.  What only one build has an option or rule
# for is left out and listed.  CORPUS: a directory with a MANIFEST.tsv, whose documents are added; TABLE: other rows.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Copy;
use File::Find;
use File::Temp;

my @names = ('OLD', 'NEW');
my @builds = map { abs_path($_) } @ARGV;
die "usage: compare-builds.pl OLD NEW\n" unless @builds == 2 && !grep { !-x "$_/domconv" } @builds;
my $top = abs_path(dirname($0) . '/../..');
my $corpus = $ENV{CORPUS} ? abs_path($ENV{CORPUS}) : undef;
my $work = File::Temp->newdir;
# copies: either directory may be built anew while this runs
for my $n (0, 1) {
	mkdir "$work/$names[$n]" or die "mkdir: $!";
	for my $tool (qw(domconv bridgemap snapconv poolgen xlconv)) {
		next if $tool eq 'xlconv' && !-e "$builds[$n]/xlconv"; # builds before it was written
		copy("$builds[$n]/$tool", "$work/$names[$n]/$tool") or die "$builds[$n]/$tool: $!\n";
		chmod 0755, "$work/$names[$n]/$tool";
	}
	$builds[$n] = "$work/$names[$n]";
}
my (%count, %examples, %left_out, %known);
my %shown;
$ENV{LC_ALL} = 'C';
$| = 1;

sub slurp {
	my ($file) = @_;
	open my $in, '<:raw', $file or return '';
	local $/;
	return scalar(<$in>) // '';
}

# Each document: its group (a folder of fixtures, or a kind of the manifest), path, options.
sub documents {
	my @found;
	find({ no_chdir => 1, wanted => sub {
		my ($group) = m{^\Q$top\E/fixtures/([^/]+)/.*\.(?:xml|cfg)$} or return;
		push @found, [$group, $_, slurp(s/\.(?:xml|cfg)$/.opts/r) =~ s{\.\./\.\.}{$top/fixtures}r];
	} }, "$top/fixtures");
	@found = sort { $a->[1] cmp $b->[1] } @found;
	for (split /\n/, $corpus ? slurp("$corpus/MANIFEST.tsv") : '') {
		my @column = split /\t/;
		push @found, [$column[5], "$corpus/$column[0]", ''] if -f "$corpus/$column[0]";
	}
	return @found;
}

# The first of the options, or of the rules in it, that the build's tool does not have.
sub lacks {
	my ($build, $tool, @options) = @_;
	return 'this tool' unless -x "$build/$tool";
	my $has = $known{"$build $tool"} //= do {
		my ($help, $rules) = map { scalar qx('$build/$tool' $_ 2>/dev/null) } '--help', '--list-rules';
		+{ map { $_ => 1 } $help =~ /(?<![\w-])(--?[a-z][a-z-]*)/g, $rules =~ /^(\S+)\t(\S+)/mg };
	};
	for (@options) {
		last if $_ eq '--';
		my ($option, $value) = /^(--[a-z-]+|-[a-z])(?:=(.*))?/ or next;
		return $option unless $has->{$option};
		next unless $option =~ /^--(only|skip)$/;
		for my $rule (split /,/, $value) { return $rule unless $has->{$rule} }
	}
	return undef;
}

# Starts a run; its output is in $work/N.out and N.err once it has ended.
sub start {
	my ($n, $tool, $input, @arguments) = @_;
	my $pid = fork // die "fork: $!";
	return $pid if $pid;
	open STDIN, '<', $input or die "$input: $!";
	open STDOUT, '>', "$work/$n.out" or die;
	open STDERR, '>', "$work/$n.err" or die;
	exec "$builds[$n]/$tool", @arguments or die "$builds[$n]/$tool: $!\n";
}

# Diagnostics: their places, levels and rules, sorted; and for each of these its words.
sub diagnostics {
	my ($text) = @_;
	my @lines = map { /^(.*?:\d+:\d+: (?:error|warning|note): )(.*?)( \[[a-z0-9-]+\])?$/s
		? [$1 . ($3 // ''), $2] : ['no place', $_] } split /\n/, $text;
	return sort { $a->[0] cmp $b->[0] || $a->[1] cmp $b->[1] } @lines;
}

sub differs {
	my ($what, $run) = @_;
	$count{$what}++;
	print "$what: $run\n" if $shown{$what}++ < 20;
}

# One more of the rule's diagnostics that differ: in words only, or else in what it is about.
sub example {
	my ($what, $place, $was, $is) = @_;
	my ($rule) = $place =~ /(\[[a-z0-9-]+\])$/;
	my $group = $examples{$what}{$rule // 'no rule'} //= [0, $was, $is];
	$group->[0]++;
}

sub compare_diagnostics {
	my ($run, $old, $new) = @_;
	my @lines = ([diagnostics($old)], [diagnostics($new)]);
	my @places = map { join "\n", map { $_->[0] } @$_ } @lines;
	if ($places[0] ne $places[1]) {
		my %seen;
		$seen{$_}++ for split /\n/, $places[0];
		$seen{$_}-- for split /\n/, $places[1];
		$count{diagnostics}++;
		for (grep { $seen{$_} } sort keys %seen) {
			example('diagnostics', $_, $run, ($seen{$_} > 0 ? 'only OLD: ' : 'only NEW: ') . $_);
		}
		return;
	}
	for my $i (0 .. $#{$lines[0]}) {
		my ($was, $is) = ($lines[0][$i], $lines[1][$i]);
		example('words', $was->[0], "- $was->[1]", "+ $is->[1]") if $was->[1] ne $is->[1];
	}
}

sub run {
	my ($tool, $path, @options) = @_;
	my $stdin = @options && $options[-1] eq '<' && pop @options;
	for my $n (0, 1) {
		my $option = lacks($builds[$n], $tool, @options) // next;
		$left_out{"$tool: $names[$n] does not have $option"}++;
		return;
	}
	chdir dirname($path) or die if $path ne '-';
	my $name = basename($path);
	my $input = $stdin ? $name : '/dev/null';
	my @arguments = ('-v', @options, $stdin || $path eq '-' ? () : $name);
	my @pids = map { start($_, $tool, $input, @arguments) } 0, 1;
	my @status = map { waitpid $_, 0; $? & 127 ? "signal " . ($? & 127) : $? >> 8 } @pids;
	my $run = "$tool @options $path";
	$count{runs}++;
	differs('status', "$run: $status[0], then $status[1]") if $status[0] ne $status[1];
	differs('output', $run) if slurp("$work/0.out") ne slurp("$work/1.out");
	my @said = map { slurp("$work/$_.err") } 0, 1;
	compare_diagnostics($run, @said) if $said[0] ne $said[1];
}

my @documents = documents();
for (split /\n/, slurp($ENV{TABLE} // "$top/tests/check/compare-builds.tsv")) {
	next if /^#/;
	my ($tool, $options, $groups) = split /\t/;
	my %in = map { $_ => 1 } split / /, $groups;
	my @chosen = grep { $in{all} ? $_->[0] !~ /^(iscsiadm|xl-config|kind)$/ : $in{$_->[0]} } @documents;
	push @chosen, ['-', '-', ''] if $in{'-'};
	for (@chosen) {
		run($tool, $_->[1], split ' ', $options eq '=' ? $_->[2] : $options eq '-' ? '' : $options);
	}
}

for my $what ('words', 'diagnostics') {
	for (sort keys %{$examples{$what}}) {
		print "$what $_: $examples{$what}{$_}[0], such as\n  $examples{$what}{$_}[1]\n  $examples{$what}{$_}[2]\n";
	}
}
print "left out: $_ ($left_out{$_} runs)\n" for sort keys %left_out;
my $bad = 0;
$bad += $count{$_} //= 0 for 'output', 'status', 'diagnostics';
printf "compare-builds: %d runs of each build; different: %d outputs, %d statuses, %d diagnostics; "
	. "words of %d rules\n", $count{runs} // 0, @count{'output', 'status', 'diagnostics'}, scalar keys %{$examples{words}};
exit($bad > 0 || !$count{runs});
