/// How fast the record of acts is, beside what its work is made of.
@NullMarked
package io.backstay.bench.audit;

import org.jspecify.annotations.NullMarked;
