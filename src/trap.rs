//! A panic is a trap and nothing else. The engine has none that bytes or queries can reach; one that
//! a bug makes says nothing in a browser either way, and without the code that would say it, the
//! module is a tenth smaller.

#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
