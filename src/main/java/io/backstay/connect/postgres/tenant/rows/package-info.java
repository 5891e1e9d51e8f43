/// One tenant's rows, found over the graph of foreign keys and never past the border to another tenant.
@NullMarked
package io.backstay.connect.postgres.tenant.rows;

import org.jspecify.annotations.NullMarked;
