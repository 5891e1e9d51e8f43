/// Everything recovered to a new place at once, and what a recovered server holds, read in full.
@NullMarked
package io.backstay.restore.environment;

import org.jspecify.annotations.NullMarked;
