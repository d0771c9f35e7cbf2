/** Whole stories: the product as its own process, told through its doors only. */
@NullMarked
package vn.phusong.story;

import org.jspecify.annotations.NullMarked;
