// Starts the page, and says so if it does not start. It stands in the page's own document, because a script of its own
// could be missing like any other. The build fills in the places.
'use strict';
(() => {
    const [SCRIPT, MODULE, INTEGRITY] = {{files}};
    // How long the page may take before something is said, and how long recovering may take, in milliseconds.
    const PATIENCE = 5_000;
    const RECOVERY = 15_000;

    // What is dropped before the page is there waits for it; the browser would leave the page and open the file.
    const dropped = [];
    const events = {
        dragover: event => event.preventDefault(),
        drop: event => {
            event.preventDefault();
            // A folder comes as a file that cannot be read, and is none. The items are gone after the event.
            const items = [...event.dataTransfer?.items ?? []].filter(item => !item.webkitGetAsEntry()?.isDirectory);
            dropped.push(items.map(item => item.getAsFile()).filter(Boolean));
        },
    };
    const hearing = Object.entries(events);
    hearing.forEach(([name, hear]) => addEventListener(name, hear));
    // The page takes over, and gets the files; nothing where none were dropped.
    globalThis.takeEarlyDrop = () => {
        hearing.forEach(([name, hear]) => removeEventListener(name, hear));
        return dropped.length ? dropped.flat() : undefined;
    };

    const parsed = new Promise(resolve => addEventListener('DOMContentLoaded', resolve, { once: true }));
    const element = id => document.getElementById(id);

    async function start() {
        // The document's import map holds the hashes of the scripts.
        const [script, module] = await Promise.all([import(SCRIPT), fetch(MODULE, { integrity: INTEGRITY }), parsed]);
        await script.default({ module_or_path: module });
    }

    async function say(hidden) {
        await parsed;
        // A defect of the page has a card of its own.
        element('unstarted').hidden = hidden || !element('broken').hidden;
        element('unstarted-reload').onclick = reload;
    }

    async function reload() {
        const late = new Promise(resolve => setTimeout(resolve, RECOVERY));
        await Promise.race([recover().catch(() => {}), late]);
        location.reload();
    }

    // A version that is kept on this device and does not start must not stay for ever: the next one takes its place, or the
    // one on the host.
    async function recover() {
        // Damaged files may lie in the browser's own cache.
        const scripts = Object.keys(JSON.parse(document.querySelector('script[type=importmap]').textContent).integrity);
        await Promise.allSettled([...scripts, MODULE].map(file => fetch(file, { cache: 'reload' })));
        // Without HTTPS there is no such thing, and another page of the same host may have one of its own.
        const scope = new URL('./', document.baseURI).href;
        const registration = await navigator.serviceWorker?.getRegistration();
        if (registration?.scope !== scope) {
            return;
        }
        if (!await registration.update().then(() => true, () => false)) {
            // Without a network, or behind a portal that answers for the host, what is kept is all there is. The service worker
            // passes this request on.
            const answer = await fetch('./service-worker.js?', { cache: 'no-store' });
            if (!answer.ok || !answer.headers.get('content-type')?.includes('javascript')) {
                return;
            }
        }
        const next = registration.installing ?? registration.waiting;
        if (next && await takesOver(next)) {
            return;
        }
        await registration.unregister();
        const names = await caches.keys();
        const own = names.filter(name => name.startsWith(`kindred ${scope} `));
        await Promise.all(own.map(name => caches.delete(name)));
    }

    function takesOver(next) {
        return new Promise(resolve => {
            navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true));
            next.addEventListener('statechange', () => next.state === 'redundant' && resolve(false));
            next.postMessage('take over');
        });
    }

    const waiting = setTimeout(() => say(false), PATIENCE);
    start().then(() => say(true), error => {
        console.error(error);
        addEventListener('online', () => location.reload());
        return say(false);
    }).finally(() => clearTimeout(waiting));
})();
