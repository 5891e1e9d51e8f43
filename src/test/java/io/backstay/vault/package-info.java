/// The vault under attack: flipped bits, cut power, failing disks, killed processes, and readers written by others.
@NullMarked
package io.backstay.vault;

import org.jspecify.annotations.NullMarked;
