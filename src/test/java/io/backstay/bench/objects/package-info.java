/// Measurements of object storage beside peers, run on purpose only and printed for people.
@NullMarked
package io.backstay.bench.objects;

import org.jspecify.annotations.NullMarked;
