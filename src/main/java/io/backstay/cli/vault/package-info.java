/// The vault from a terminal: creating, filling, checking, moving.
@NullMarked
package io.backstay.cli.vault;

import org.jspecify.annotations.NullMarked;
