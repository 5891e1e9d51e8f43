/// What a vault holds: kinds of credential, what each is for, and its fields.
@NullMarked
package io.backstay.vault.entry;

import org.jspecify.annotations.NullMarked;
