/// How the editor of reports bears long texts.
@NullMarked
package io.backstay.bench.prose;

import org.jspecify.annotations.NullMarked;
