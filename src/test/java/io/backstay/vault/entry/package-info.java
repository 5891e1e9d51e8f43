/// Shows which credentials are refused and that none is ever printed.
@NullMarked
package io.backstay.vault.entry;

import org.jspecify.annotations.NullMarked;
