/// Tests of how a mapping is written down.
@NullMarked
package io.backstay.connect.postgres.tenant.mapping;

import org.jspecify.annotations.NullMarked;
