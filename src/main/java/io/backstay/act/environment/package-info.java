/// The restore of everything to a new place, recorded, with its verdict and report.
@NullMarked
package io.backstay.act.environment;

import org.jspecify.annotations.NullMarked;
