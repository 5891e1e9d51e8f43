/// What was lost and what has happened since, and what a person chooses for the rows that differ.
@NullMarked
package io.backstay.ui.restore.diff;

import org.jspecify.annotations.NullMarked;
