/// Written promises as data; pure rules: facts and clock in, findings out.
@NullMarked
package io.backstay.policy;

import org.jspecify.annotations.NullMarked;
