/// The bytes of a vault file, as `docs/formats/vault.md` lays them out; knows no key.
@NullMarked
package io.backstay.vault.format;

import org.jspecify.annotations.NullMarked;
