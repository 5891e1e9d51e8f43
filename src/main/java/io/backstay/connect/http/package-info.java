/// OkHttp, once: TLS, limits, retry, redaction, typed failures.
@NullMarked
package io.backstay.connect.http;

import org.jspecify.annotations.NullMarked;
