/// Whether lost data comes back, from which point and losing what: the verdict before any plan.
@NullMarked
package io.backstay.restore.verdict;

import org.jspecify.annotations.NullMarked;
