// Starts the worker. The page puts the scripts of worker and converter into the places; it has checked them.
//
// The lock is held as long as the worker lives. The page asks for it, too, and so notices when the browser
// ends the worker without a word. A browser may refuse locks.
const LOCKS = self.navigator.locks;
if (LOCKS) {
    await new Promise(held => LOCKS.request(self.location.href, () => {
        held();
        return new Promise(() => {});
    }).catch(held));
}
const LOADED = new Set();
// Where the browser's own cache holds a damaged file, the host is asked.
const load = async (program, module, integrity) => {
    if (!LOADED.has(program)) {
        // A host that never answers is as good as none.
        const signal = AbortSignal.timeout(120_000);
        const module_or_path = fetch(module, { integrity, signal })
            .catch(() => fetch(module, { integrity, signal, cache: 'reload' }));
        await program({ module_or_path });
        LOADED.add(program);
    }
    return program;
};
