/// One tenant's rows in a shared schema: found, compared, imported and proven.
@NullMarked
package io.backstay.connect.postgres.tenant;

import org.jspecify.annotations.NullMarked;
