/*
 * All rules of a domain, by subject. They run in this order, and elements that they add at one
 * place are written in it.
 */
#include "domain/boot/os_rules.h"
#include "domain/boot/firmware_rules.h"
#include "domain/boot/kernel_rules.h"
#include "domain/boot/boot_rules.h"
#include "domain/guest/features_rules.h"
#include "domain/guest/cpu_rules.h"
#include "domain/guest/clock_rules.h"
#include "domain/guest/memory_rules.h"
#include "domain/guest/lifecycle_rules.h"
#include "domain/disks/target_rules.h"
#include "domain/disks/driver_rules.h"
#include "domain/disks/source_rules.h"
#include "domain/devices/interfaces_rules.h"
#include "domain/devices/consoles_rules.h"
#include "domain/devices/display_rules.h"
#include "domain/devices/controllers_rules.h"
#include "domain/devices/virtio_rules.h"
#include "domain/devices/hostdevs_rules.h"
#include "domain/devices/emulator_rules.h"
#include "domain/guest/live_rules.h"
#include "domain/host_paths_rules.h"
#include "domain/guest/tasks_rules.h"
/* these run last, with --target: they judge what all others make of the domain */
#include "domain/target/kind_rules.h"
#include "domain/target/devices_rules.h"
