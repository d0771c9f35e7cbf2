/** What the doors promise. */
@NullMarked
package vn.phusong.ingest;

import org.jspecify.annotations.NullMarked;
