/// The plan of a restore as a file, its hash, how it reads to a person, and every reason to refuse one.
@NullMarked
package io.backstay.restore.plan;

import org.jspecify.annotations.NullMarked;
