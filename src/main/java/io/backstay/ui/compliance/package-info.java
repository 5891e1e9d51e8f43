/// A written promise held against the facts: what is broken, in whose words, by how much.
@NullMarked
package io.backstay.ui.compliance;

import org.jspecify.annotations.NullMarked;
