/// Who may do what at this window, whether the vault is open, and what protects the process.
@NullMarked
package io.backstay.ui.kit.guard;

import org.jspecify.annotations.NullMarked;
