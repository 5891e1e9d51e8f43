/// Starts the practice lab and leads to the practised restore.
@NullMarked
package io.backstay.ui.lab;

import org.jspecify.annotations.NullMarked;
