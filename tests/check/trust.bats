# What the section on security of virtxml-filters(7) promises and no other test shows.
load helpers

# imports: the functions of other libraries that the programs use, without what counts for make coverage
imports() {
	nm -uA "$BUILD"/libvirtxml.a "$BUILD"/tools/*.o | sed -n '/:coverage\.o:/d; s/.* [Uw] \([^@]*\).*/\1/p' | sort -u
}

@test "no function is imported that opens a connection, looks up a host, starts a program, loads a library" {
	imports >"$BATS_TEST_TMPDIR/imports"
	grep -qx rename "$BATS_TEST_TMPDIR/imports"
	run ! grep -E '^_*(socket|connect|bind|listen|accept|send|recv|getaddrinfo|gethostby|res_|getservby|getnameinfo|v?fork|clone|exec|posix_spawn|system|popen|wordexp|dlopen|dlsym|dlmopen|syscall|XML_SetExternal|XML_ExternalEntity)' \
		"$BATS_TEST_TMPDIR/imports"
}

@test "secrets of a kernel's command line are masked in messages, not in the document" {
	filter 0 domconv -v -r "$BATS_TEST_TMPDIR/report" - <<-'END'
		<domain type='xen'><name>a</name><bootloader>/usr/bin/pygrub</bootloader><os>
		<kernel>/var/lib/xen/boot_kernel.x</kernel><cmdline>root=/dev/sda1 luks_password=geheim quiet</cmdline>
		</os><memory>1</memory></domain>
	END
	said 'luks_password=\*\*\* quiet'
	run ! grep -q geheim "$BATS_TEST_TMPDIR/err"
	run ! grep -q geheim "$BATS_TEST_TMPDIR/report"
}
