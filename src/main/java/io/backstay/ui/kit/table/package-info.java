/// Tables: their columns, what is known of the chosen row beside them, and lists longer than memory.
@NullMarked
package io.backstay.ui.kit.table;

import org.jspecify.annotations.NullMarked;
