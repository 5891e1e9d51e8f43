/// Scratch databases for restores: made at a moment, read, and taken away again, whoever makes them.
@NullMarked
package io.backstay.restore.staging;

import org.jspecify.annotations.NullMarked;
