/// Tests of drafting a mapping and of holding one against a database.
@NullMarked
package io.backstay.connect.postgres.tenant.draft;

import org.jspecify.annotations.NullMarked;
