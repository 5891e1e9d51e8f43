/// One tenant's way back in a shared schema; its leaves follow each other from the catalog to the proof.
@NullMarked
package io.backstay.connect.postgres.tenant;

import org.jspecify.annotations.NullMarked;
