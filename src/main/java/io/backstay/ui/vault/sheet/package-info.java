/// The acts on the vault that ask for something first: adding, replacing, importing, exporting, a new passphrase.
@NullMarked
package io.backstay.ui.vault.sheet;

import org.jspecify.annotations.NullMarked;
