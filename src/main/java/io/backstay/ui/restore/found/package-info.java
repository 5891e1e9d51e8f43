/// What one restore has found out so far, in sentences and moments for a person.
@NullMarked
package io.backstay.ui.restore.found;

import org.jspecify.annotations.NullMarked;
