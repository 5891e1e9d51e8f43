/// How AWS is asked: regions, signed questions, pages, and what its refusals mean.
@NullMarked
package io.backstay.connect.aws.api;

import org.jspecify.annotations.NullMarked;
