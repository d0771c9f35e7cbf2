package vn.phusong.village;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SearchKeyTest {
    @Test
    void marks_fall_off_and_letters_become_small() {
        assertEquals("ban don", SearchKey.of("Bản Đồn"));
        assertEquals("nguyen thi minh khai uou", SearchKey.of("Nguyễn Thị Minh Khai ƯƠU"));
        assertEquals("to 12b", SearchKey.of(" Tổ 12B "));
    }

    @Test
    void hoa_is_found_however_it_is_spelt() {
        assertEquals(SearchKey.of("Hoà Mục"), SearchKey.of("Hòa Mục"));
        assertEquals(SearchKey.of("Bản Đồn"), SearchKey.of("Ba\u0309n Đo\u0302\u0300n"));
    }
}
