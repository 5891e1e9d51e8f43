/// Everything recovered to a new place at once, the scratch place that a recovery takes, and what a recovered server
/// holds, read in full.
@NullMarked
package io.backstay.restore.environment;

import org.jspecify.annotations.NullMarked;
