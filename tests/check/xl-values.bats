# xlconv: what each value of a key becomes (xl-values.tsv).
load helpers

# one KIND KEYS EXPECTED: complains unless the guest becomes what is expected
one() {
	local status=0 want=0 got
	printf '%s\n' "name = 'web'" "type = '$1'" 'memory = 512' \
		"uuid = '2f8c1a56-7d3e-4b09-9c41-5e0a6d7b8f21'" "$2" >t.cfg
	xlconv t.cfg >out 2>err || status=$?
	case $3 in '! '*) want=3 ;; esac
	got=$(tr '\n' ' ' <out | sed 's/>  *</></g')
	case $3 in
	'! '*) [ ! -s out ] && grep -qF "error: ${3#! }" err ;;
	'? '*) grep -qF "${3#? }" err ;;
	'- '*) case $got in *"${3#- }"*) false ;; esac ;;
	*) case $got in *"$3"*) ;; *) false ;; esac ;;
	esac && [ "$status" -eq "$want" ] && return
	echo "$1: $2: expected $3; status $status"
	cat err out
	return 1
}

all() {
	local bad=0 kind keys expected
	while IFS=$'\t' read -r kind keys expected; do
		case $kind in '#'*) continue ;; esac
		one "$kind" "$keys" "$expected" || bad=1
	done <"$BATS_TEST_DIRNAME/xl-values.tsv"
	return "$bad"
}

@test "each value of a key of xl and xm becomes what libvirt makes of it, or a message" {
	quick all
}

# list N PATTERN: so many of it with commas between; %d is the number
list() {
	local i
	for ((i = 0; i < $1; i++)); do
		# shellcheck disable=SC2059  # a pattern
		printf "$2," "$i"
	done
}

@test "what a file has too much of is an error at its place" {
	one hvm "vcpus=129; vnuma=[$(list 129 "['size=4','vcpus=%d']")]" '! vnuma: more than 128 nodes'
	one hvm "cpus=[$(list 4097 "'%d'" | sed 's/[0-9][0-9]*/0/g')]" '! cpus: more than 4096 CPUs'
	one hvm "vcpus=$(printf '%080d' 1)" '! a number is too long'
	one hvm "boot='$(printf '%040000d' 1)'; boot+='$(printf '%040000d' 1)'" '! += makes a string of more than 65536 bytes'
	one hvm "cpus='$(printf '0,%.0s' {1..40000})'" '! cpus: expected CPUs such as 0-3,^2'
	one hvm "vcpus=[$(printf '0,%.0s' {1..100001})]" '! more than 100000 values in one file'
}

@test "blanks, line ends and a NUL byte of a file, in strings and elsewhere" {
	one hvm $'\tvcpus \f=\v \\\n2' "<vcpu placement='static'>2</vcpu>"
	one hvm $'vcpus = \\\r\n2' "<vcpu placement='static'>2</vcpu>"
	one hvm $'vcpus = \\\r2' "<vcpu placement='static'>2</vcpu>"
	one hvm 'vcpus = \ 2' '! expected a string, a number or a list'
	one hvm $'description = """a\nb"""' '<description>a&#10;b</description>'
	one hvm $'description = "a\nb"' '! the string has no end'
	one hvm $'description = "a\rb"' '! the string has no end'
	printf '%s\n' 'type = "hvm"' 'memory = 512' "name = 'x'" >x # as short as an ending
	filter 0 xlconv -d . x
	[ -s x.xml ]
	printf 'name = "a\0b"\n' >nul.cfg
	filter 3 xlconv nul.cfg
	said ': error: NUL byte'
}

@test "outputs that cannot be written, and inputs that are bad: the report says so" {
	printf '%s\n' "name = 'w'" "type = 'hvm'" 'memory = 512' >good.cfg
	echo "memory = 'x'" >bad.cfg
	filter 3 xlconv -q -o out.xml -r rep bad.cfg
	[ ! -e out.xml ]
	grep -q "<unwritten file='out.xml'/>" rep
	filter 3 xlconv -q -o /dev/full -r rep good.cfg
	filter 0 xlconv -q -o out.xml -r rep good.cfg
	run ! grep unwritten rep
	filter 3 xlconv -q -o none/out.xml good.cfg
	filter 3 xlconv -q -d none good.cfg
	mkdir -p new/good.xml
	filter 3 xlconv -q -d new good.cfg
	filter 3 xlconv -q -r none/rep good.cfg
}
