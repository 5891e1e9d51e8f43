/// How a million recovery points are read, judged, kept and listed, beside SQLite, Jackson, restic and borg.
@NullMarked
package io.backstay.bench.estate;

import org.jspecify.annotations.NullMarked;
